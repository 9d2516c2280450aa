import {
  DEVIATION_SCALE,
  HISTORY_DAYS,
  LEAST_DEVIATION_SHARE,
  LEAST_EXCESS_BYTES,
  LEAST_HISTORY_DAYS,
  TIMES_DEVIATION,
} from '../baseline';
import { columnsOf, type HourlySeries, loggedHours, OF_ACCOUNT } from './logged-hours';

/** The bytes above which an hour is irregular, beside the least excess. */
const THRESHOLD = `${TIMES_DEVIATION} * ${DEVIATION_SCALE}e0
    * greatest(cast(deviation_bytes as double), ${LEAST_DEVIATION_SHARE}e0 * cast(median_bytes as double))`;

/** Condition for hours with enough history days. */
export const IS_COMPARED = `history_days >= ${LEAST_HISTORY_DAYS}`;

/**
 * Returns common table expressions, the last of which is `compared_hours`: the hours of a series that are irregular, and
 * those that are not compared. Its columns are those of the series, `hour`, `bytes`, and:
 *
 * - `history_days`, `median_bytes`, `deviation_bytes`: the baseline. Days without traffic count as 0 bytes.
 * - `is_new`: the series has no traffic before the hour.
 *
 * An hour carries the bytes of its history days in columns. Only hours that can be irregular are expanded to a row per
 * history day, because the ranks of all hours would be the ranks of 28 times as many rows.
 */
export function comparedHours(series: HourlySeries): string {
  const keys = series.keys.join(', ');
  const columns = columnsOf(series).join(', ');
  const ofTarget = `partition by ${keys}, hour`;
  return `logged_hours as (
  ${loggedHours(series)}
),
history_days as (
  select
    *,
    coalesce(sum(new_hour) over (partition by ${OF_ACCOUNT}, hour_of_day ${THE_DAYS_BEFORE}), 0) as days,
    max(bytes) over (partition by ${keys}, has_traffic, hour_of_day) as most_bytes,
    hour = min(hour) over (partition by ${keys}, has_traffic) as is_new
  from (select *, extract(hour from hour) as hour_of_day from logged_hours) hours
),
history as (
  select
    *,
    count(*) over (partition by ${keys}, hour_of_day ${THE_DAYS_BEFORE}) as days_with_traffic,
    ${EARLIER.map((column, at) => `lag(bytes, ${at + 1}) over same_hours as ${column}`).join(',\n    ')}
  from history_days
  where has_traffic
    and (days < ${LEAST_HISTORY_DAYS} or most_bytes >= ${LEAST_EXCESS_BYTES})
  window same_hours as (partition by ${keys}, hour_of_day order by hour)
),
candidates as (
  select *
  from history
  where days < ${LEAST_HISTORY_DAYS}
    or (bytes >= ${LEAST_EXCESS_BYTES} and 2 * (${HIGHER_DAYS}) <= days)
),
days_of_hours as (
  select
    ${columns}, hour, is_new, days, days_with_traffic, age, age > 0 as is_history,
    case age when 0 then bytes ${EARLIER.map((column, at) => `when ${at + 1} then ${column}`).join(' ')} end as bytes
  from candidates
  cross join (values ${[0, ...EARLIER.keys()].map((_, age) => `(${age})`).join(', ')}) ages (age)
  where age = 0
    or (age <= days_with_traffic and days >= ${LEAST_HISTORY_DAYS})
),
places as (
  select *, row_number() over (${ofTarget}, is_history order by bytes, age) as place
  from days_of_hours
),
medians as (
  select
    *,
    coalesce(
      max(case when is_history and ${isMedian('days - days_with_traffic + place')} then bytes end) over (${ofTarget}),
      0
    ) as median_bytes
  from places
),
deviations as (
  select
    *,
    abs(bytes - median_bytes) as deviation,
    row_number() over (${ofTarget}, is_history order by abs(bytes - median_bytes), age) as deviation_place
  from medians
),
baselines as (
  select
    *,
    coalesce(
      max(case when is_history and ${isMedian(DEVIATION_PLACE)} then deviation end) over (${ofTarget}),
      median_bytes
    ) as deviation_bytes
  from deviations
),
compared_hours as (
  select ${columns}, hour, bytes, days as history_days, median_bytes, deviation_bytes, is_new
  from baselines
  where not is_history
    and (
      days < ${LEAST_HISTORY_DAYS}
      or (
        bytes - median_bytes >= ${LEAST_EXCESS_BYTES}
        and cast(bytes - median_bytes as double) > ${THRESHOLD}
      )
    )
)`;
}

/** Columns with the bytes of the same hour of earlier days with traffic, the latest first. */
const EARLIER = Array.from({ length: HISTORY_DAYS }, (_, at) => `earlier_${at + 1}`);

const THE_DAYS_BEFORE = `order by hour range between interval '${HISTORY_DAYS}' day preceding and interval '1' day preceding`;

/**
 * Number of history days that are above the median if the hour is irregular. At most half of the days are. The factor
 * is below the least ratio of an irregular hour to its median.
 */
const LEAST_RATIO = Math.floor(100 * (1 + TIMES_DEVIATION * DEVIATION_SCALE * LEAST_DEVIATION_SHARE)) / 100;
const HIGHER_DAYS = EARLIER.map(
  (column, at) =>
    `case when ${at + 1} <= days_with_traffic and cast(${column} as double) * ${LEAST_RATIO}e0 >= cast(bytes as double) then 1 else 0 end`,
).join('\n        + ');

/** Place of a day with traffic among all deviations: the days without traffic deviate by the median. */
const DEVIATION_PLACE =
  'deviation_place + case when deviation < median_bytes then 0 else days - days_with_traffic end';

/** Returns a condition for the place of the median among the history days: the lesser of two middle values. */
function isMedian(place: string): string {
  return `2 * (${place}) between days and days + 1`;
}
