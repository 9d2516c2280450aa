import { LOGGED_AT } from '../sql/expressions';
import type { FilterValues, PortRange } from './filter-values';
import { inNetworks } from './network-condition';

const MILLIS_PER_DAY = 86_400_000;
const MILLIS_PER_HOUR = 3_600_000;

/** The longest time before an Azure tuple to which its bytes belong. */
const TUPLE_MINUTES = 5;

/** Columns with an address of an end: of the interface, and in the packet. */
const ADDRESSES = ['src_addr', 'dst_addr', 'pkt_src_addr', 'pkt_dst_addr'];
const PORTS = ['src_port', 'dst_port'];

/** What filters add to a query, in SQL that DuckDB and Trino both execute. */
export interface FilterSql {
  /** Conditions on the records that the query reads, by columns of `flows`. Empty: all records. */
  readonly records: readonly string[];
  /**
   * Condition on a record, by columns of `flows`. A flow is shown if it holds for one of its records. Openers, own
   * addresses and peers are inferred from all records that the query reads.
   *
   * @default - every flow is shown
   */
  readonly selected?: string;
  /**
   * Condition on the column `hour` of a relation: hours that overlap the time range. A record that overlaps the range can
   * have bytes in an hour outside.
   *
   * @default - every hour
   */
  readonly hours?: string;
  /**
   * Returns a condition for addresses that the user counts as internal.
   *
   * @default - no further addresses
   */
  readonly isInternal?: (address: string) => string;
  /** @default - the limit of the question */
  readonly limit?: number;
  /**
   * Least bytes of a row, in the columns that the question declares.
   *
   * @default - every row
   */
  readonly minBytes?: bigint;
}

/** Returns what filters add to a query. */
export function filterSql(values: FilterValues): FilterSql {
  const { from, to, internalNetworks, limit, minBytes } = values;
  const selected = selectedRecords(values);
  const hours = hourConditions(from, to);
  return {
    records: [...timeConditions(from, to)],
    ...(selected.length > 0 && { selected: `coalesce(${selected.join('\n  and ')}, false)` }),
    ...(hours.length > 0 && { hours: hours.join(' and ') }),
    ...(internalNetworks && { isInternal: (address: string) => inNetworks(address, internalNetworks) }),
    ...(limit !== undefined && { limit }),
    ...(minBytes !== undefined && { minBytes }),
  };
}

/** Returns a literal of a text. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Returns a literal of a time, in UTC. */
export function timeLiteral(time: Date): string {
  return `timestamp '${time.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

/** Conditions for records that overlap a range of time. Those on `day` exclude partitions before files are listed. */
function timeConditions(from: Date | undefined, to: Date | undefined): string[] {
  const conditions: string[] = [];
  if (from) {
    // the day is that of the start, which can be before the range
    conditions.push(`day >= '${dayOf(from.getTime() - MILLIS_PER_DAY)}'`);
    conditions.push(`coalesce(end_time, start_time) >= ${timeLiteral(from)}`);
  }
  if (to) {
    conditions.push(`day <= '${dayOf(to.getTime() + MILLIS_PER_DAY)}'`);
    const last = new Date(to.getTime() + TUPLE_MINUTES * 60_000);
    conditions.push(
      `start_time < case when cloud = 'azure' then ${timeLiteral(last)} else ${timeLiteral(to)} end`,
    );
  }
  return conditions;
}

/** Conditions for the flows to show, on one record each. */
function selectedRecords({
  to,
  clouds,
  accounts,
  networks,
  interfaces,
  flowLogs,
  addresses,
  ports,
}: FilterValues): string[] {
  const conditions: string[] = [];
  // the bytes of an Azure tuple after the range can belong to it, but the tuple does not
  if (to) conditions.push(`start_time < ${timeLiteral(to)}`);
  if (clouds) conditions.push(oneOf('cloud', clouds));
  if (accounts) conditions.push(oneOf('account_id', accounts));
  if (networks) conditions.push(oneId('network_id', networks));
  if (interfaces) conditions.push(oneId(LOGGED_AT, interfaces.map(asMacAddress)));
  if (flowLogs) conditions.push(oneId('flow_log_id', flowLogs));
  if (addresses) conditions.push(anyOf(ADDRESSES.map((column) => inNetworks(column, addresses))));
  if (ports) conditions.push(anyOf(PORTS.flatMap((column) => ports.map((range) => inRange(column, range)))));
  return conditions;
}

/** Conditions on the hours of a relation. */
function hourConditions(from: Date | undefined, to: Date | undefined): string[] {
  const start = from && new Date(Math.floor(from.getTime() / MILLIS_PER_HOUR) * MILLIS_PER_HOUR);
  return [...(start ? [`hour >= ${timeLiteral(start)}`] : []), ...(to ? [`hour < ${timeLiteral(to)}`] : [])];
}

function oneOf(column: string, values: readonly string[]): string {
  return `${column} in (${values.map(textLiteral).join(', ')})`;
}

/** A condition for ids whose upper and lower case letters are equal, such as those of Azure. */
function oneId(column: string, values: readonly string[]): string {
  return oneOf(
    `lower(${column})`,
    values.map((value) => value.toLowerCase()),
  );
}

function anyOf(conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`;
}

function inRange(column: string, { first, last }: PortRange): string {
  return first === last ? `${column} = ${first}` : `${column} between ${first} and ${last}`;
}

/** The notation of the table for a MAC address, such as 000D3A359573 or 00-0D-3A-35-95-73; every other id as it is. */
function asMacAddress(id: string): string {
  if (!/^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(id)) return id;
  return (id.replaceAll(/[:-]/g, '').match(/../g) as string[]).join(':').toLowerCase();
}

function dayOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}
