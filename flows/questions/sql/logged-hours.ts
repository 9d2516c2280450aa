/** Columns that identify an account. Its records decide which hours were logged. */
const ACCOUNT = ['cloud', 'account_id'];
export const OF_ACCOUNT = ACCOUNT.join(', ');

/** Series of hours, such as the traffic of a service. */
export interface HourlySeries {
  /** Columns that identify a series, with `cloud` and `account_id`. */
  readonly keys: readonly string[];
  /** Further columns of an hour. */
  readonly more?: readonly string[];
  /** A query with these columns, `hour`, and `bytes`: one row per key and hour with traffic. */
  readonly hours: string;
}

/** Returns the columns of a series, the account first. */
export function columnsOf({ keys, more = [] }: HourlySeries): string[] {
  return [...ACCOUNT, ...keys.filter((key) => !ACCOUNT.includes(key)), ...more];
}

/**
 * Returns a query for the hours of a series, and for the logged hours of each account without a series. The column
 * `has_traffic` distinguishes them. `new_hour` is 1 in one row of each hour of an account, else 0.
 *
 * An hour is logged if a record of any status begins in it, or if it has traffic. The query reads the series once,
 * because Trino computes a common table expression for each reference.
 */
export function loggedHours(series: HourlySeries): string {
  const columns = columnsOf(series);
  return `select
    *,
    case when row_number() over (partition by ${OF_ACCOUNT}, hour order by has_traffic) = 1 then 1 else 0 end as new_hour
  from (
    select ${columns.join(', ')}, hour, bytes, true as has_traffic
    from (${series.hours}) hours
    union all
    select ${columns.map((column) => (ACCOUNT.includes(column) ? column : 'null')).join(', ')}, hour, 0, false
    from (
      select ${OF_ACCOUNT}, date_trunc('hour', start_time) as hour
      from flows
      where start_time is not null
      group by 1, 2, 3
    ) logged
  ) either`;
}
