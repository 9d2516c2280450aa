import type { Relation } from '../../relations';
import { type ComparedColumn, FILTER_COLUMNS, type FilterColumns } from './filter-columns';
import type { FilterValues, PortRange } from './filter-values';
import { inNetworks } from './network-condition';
import { QuestionFilter } from './question-filter';
import { dayText, textLiteral, timeLiteral } from './sql-literals';

const MILLIS_PER_HOUR = 3_600_000;
const MILLIS_PER_DAY = 24 * MILLIS_PER_HOUR;

/** An opener is known for 24 hours, and the day of a record is that of its start. */
const MARGIN_DAYS = 2;

/** A condition on a row, in SQL that DuckDB and Trino both execute, and the filters that it is from. */
export interface FilterCondition {
  readonly filters: readonly QuestionFilter[];
  readonly sql: string;
}

/**
 * Returns the conditions on the rows of a relation. All of them hold for the rows that a query shows.
 *
 * The openers, own addresses and peers of the relation are inferred from all records, whatever the conditions are.
 */
export function filterConditions(relation: Relation, values: FilterValues): FilterCondition[] {
  const columns = FILTER_COLUMNS[relation];
  const { clouds, accounts, networks, interfaces, flowLogs, addresses, ports } = values;
  const of = <T>(filter: QuestionFilter, given: T | undefined, sql: (given: T) => string) =>
    given === undefined ? [] : [{ filters: [filter], sql: sql(given) }];
  const time = timeConditions(columns, values);
  return [
    ...(time.length > 0 ? [{ filters: timeFilters(values), sql: time.join(' and ') }] : []),
    ...of(QuestionFilter.CLOUD, clouds, (all) => oneOf('cloud', all)),
    ...of(QuestionFilter.ACCOUNT, accounts, (all) => oneId(columns.account, all)),
    ...of(QuestionFilter.NETWORK, networks, (all) => oneId(columns.network, all)),
    ...of(QuestionFilter.INTERFACE, interfaces?.map(asMacAddress), (all) => oneId(columns.interface, all)),
    ...of(QuestionFilter.FLOW_LOG, flowLogs, (all) => oneId(columns.flowLog, all)),
    ...of(QuestionFilter.ADDRESS, addresses, (all) =>
      anyOf(columns.address.map((each) => inNetworks(each, all))),
    ),
    ...of(QuestionFilter.PORT, ports, (all) => anyOf(columns.port.map((each) => inRanges(each, all)))),
  ];
}

/** Returns a condition on the records from which the relations are computed: the days around the time range. */
export function recordConditions({ from, to }: FilterValues): string[] {
  const margin = MARGIN_DAYS * MILLIS_PER_DAY;
  return [
    ...(from ? [`day >= '${dayText(new Date(from.getTime() - margin))}'`] : []),
    ...(to ? [`day <= '${dayText(new Date(to.getTime() + margin))}'`] : []),
  ];
}

/**
 * Returns conditions on the records whose hours were logged. They are those of the time only, because a record of any
 * interface of the account shows that an hour was logged.
 */
export function loggedConditions({ from, to }: FilterValues): string[] {
  return [
    ...(from ? [startCondition('start_time', from)] : []),
    ...(to ? [`start_time < ${timeLiteral(to)}`] : []),
  ];
}

/** Returns a condition for a time from the start of the hour of another one. */
export function startCondition(column: string, from: Date): string {
  const firstHour = new Date(Math.floor(from.getTime() / MILLIS_PER_HOUR) * MILLIS_PER_HOUR);
  return `${column} >= ${timeLiteral(firstHour)}`;
}

function timeFilters({ from, to }: FilterValues): QuestionFilter[] {
  return [...(from ? [QuestionFilter.FROM, QuestionFilter.SINCE] : []), ...(to ? [QuestionFilter.TO] : [])];
}

/** Conditions for records that overlap the time range, or for the whole hours that it touches. */
function timeConditions({ isHour, isSeen }: FilterColumns, { from, to }: FilterValues): string[] {
  if (!isHour) {
    return [
      ...(from ? [`coalesce(end_time, start_time) >= ${timeLiteral(from)}`] : []),
      ...(to ? [`start_time < ${timeLiteral(to)}`] : []),
    ];
  }
  return [
    ...(from ? [startCondition('hour', from)] : []),
    ...(from && isSeen ? [`last_seen >= ${timeLiteral(from)}`] : []),
    ...(to ? [`hour < ${timeLiteral(to)}`] : []),
    ...(to && isSeen ? [`first_seen < ${timeLiteral(to)}`] : []),
  ];
}

function oneOf(column: string, values: readonly string[]): string {
  return `${column} in (${values.map(textLiteral).join(', ')})`;
}

/** A condition for ids. Those of Azure are in lower case in the table, and in each case elsewhere. */
function oneId({ column, isList }: ComparedColumn, ids: readonly string[]): string {
  const texts = [...new Set(ids.flatMap((id) => [id, id.toLowerCase()]))];
  return isList
    ? anyOf(texts.map((text) => `contains(${column}, ${textLiteral(text)})`))
    : oneOf(column, texts);
}

function inRanges(column: string, ranges: readonly PortRange[]): string {
  return anyOf(
    ranges.map(({ first, last }) =>
      first === last ? `${column} = ${first}` : `${column} between ${first} and ${last}`,
    ),
  );
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' or ')})`;
}

/** The notation of the table for a MAC address, such as 000D3A359573 or 00-0D-3A-35-95-73; every other id as it is. */
function asMacAddress(id: string): string {
  if (!/^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(id)) return id;
  return (id.replaceAll(/[:-]/g, '').match(/../g) as string[]).join(':').toLowerCase();
}
