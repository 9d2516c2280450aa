import {
  DEVIATION_SCALE,
  HISTORY_DAYS,
  LEAST_DEVIATION_SHARE,
  LEAST_EXCESS_BYTES,
  LEAST_HISTORY_DAYS,
  NO_BASELINE,
  TIMES_DEVIATION,
} from '../../../flows/questions/baseline';

const ACCOUNT = 'cloud, account_id';

/** Measures of the rows that `irregularHours` returns. */
export const IRREGULAR_MEASURES = [
  'bytes',
  'median_bytes',
  'deviation_bytes',
  'excess_bytes',
  'history_days',
  'hours_not_compared',
];

/** Order of the rows that `irregularHours` returns. */
export const IRREGULAR_ORDER = ['excess_bytes desc'];

/** A column of a series, and the value that it has where it does not apply. */
interface SeriesColumn {
  readonly name: string;
  readonly none: string;
}

/** Irregular hours of series, such as the traffic of services. */
export interface IrregularHours {
  /** Statements that declare the relations which `hours` and `logged` read. */
  readonly statements: string;
  /** A query for the rows of the series with traffic: `cloud`, `account_id`, the columns, `hour`, and `bytes`. */
  readonly hours: string;
  /** A query for the logged hours: `cloud`, `account_id`, and `hour`. */
  readonly logged: string;
  /** Columns that identify a series, beside cloud and account. */
  readonly columns: readonly SeriesColumn[];
  /** The columns by which hours without a baseline are combined, beside cloud and account. */
  readonly combinedBy: readonly string[];
  /** Expression for the kind of an irregular hour. `is_new`: the series has no traffic before. */
  readonly kind: string;
}

/**
 * Returns a query for the irregular hours of series, and for the hours that cannot be compared. The history of an hour is
 * the same hour of the days before, as far as the account logged it. A logged hour without traffic has 0 bytes.
 */
export function irregularHours({
  statements,
  hours,
  logged,
  columns,
  combinedBy,
  kind,
}: IrregularHours): string {
  const names = columns.map(({ name }) => name).join(', ');
  const others = columns.filter(({ name }) => !combinedBy.includes(name));
  const none = others.map(({ name, none }) => `, ${name} = ${none}`).join('');
  const combined = [ACCOUNT, ...combinedBy].join(', ');
  return `${statements}let hours = materialize(${hours});
let logged = materialize(union (hours | project ${ACCOUNT}, hour), (${logged})
| distinct ${ACCOUNT}, hour
| extend hour_of_day = hourofday(hour));
let history = logged
| join kind=inner (logged | project ${ACCOUNT}, hour_of_day, history_hour = hour) on ${ACCOUNT}, hour_of_day
| where history_hour < hour and history_hour >= hour - ${HISTORY_DAYS}d
| project ${ACCOUNT}, hour, history_hour;
let compared = hours
| where bytes >= ${LEAST_EXCESS_BYTES}
| join kind=inner history on ${ACCOUNT}, hour
| project ${ACCOUNT}, ${names}, hour, bytes, history_hour
| join kind=leftouter (hours | project ${ACCOUNT}, ${names}, history_hour = hour, history_bytes = bytes) on ${ACCOUNT}, ${names}, history_hour
| summarize history_days = count(), sorted = array_sort_asc(make_list(coalesce(history_bytes, 0)))
    by ${ACCOUNT}, ${names}, hour, bytes
| where history_days >= ${LEAST_HISTORY_DAYS}
| extend median_bytes = ${middleOf('sorted')}
| mv-expand history_bytes = sorted to typeof(long)
| summarize deviations = array_sort_asc(make_list(abs(history_bytes - median_bytes)))
    by ${ACCOUNT}, ${names}, hour, bytes, history_days, median_bytes
| extend deviation_bytes = ${middleOf('deviations')}, excess_bytes = bytes - median_bytes
| where excess_bytes >= ${LEAST_EXCESS_BYTES}
| where todouble(excess_bytes) > ${TIMES_DEVIATION} * ${DEVIATION_SCALE} * max_of(todouble(deviation_bytes), ${LEAST_DEVIATION_SHARE} * todouble(median_bytes))
| lookup kind=leftouter (hours | summarize first_hour = min(hour) by ${ACCOUNT}, ${names}) on ${ACCOUNT}, ${names}
| extend is_new = hour == first_hour, hours_not_compared = tolong(0)
| extend ['kind'] = ${kind};
let not_compared = hours
| lookup kind=leftouter (history | summarize history_days = count() by ${ACCOUNT}, hour) on ${ACCOUNT}, hour
| extend history_days = coalesce(history_days, 0)
| where history_days < ${LEAST_HISTORY_DAYS}
| summarize bytes = sum(bytes), history_days = max(history_days), hours_not_compared = count_distinct(hour) by ${combined}
| extend ['kind'] = "${NO_BASELINE}"${none}, hour = datetime(null), median_bytes = long(null), deviation_bytes = long(null), excess_bytes = long(null);
union compared, not_compared`;
}

/** Returns the median of a sorted list: the lesser of two middle values. */
export function middleOf(sorted: string): string {
  return `tolong(${sorted}[(array_length(${sorted}) - 1) / 2])`;
}
