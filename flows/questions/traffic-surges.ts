import { QuestionGroup, sqlQuestion } from './question';
import { ALL_BYTES, ascending, LOGGED_AT, TRAFFIC } from './sql/expressions';

const LIMIT = 100;

/** Hours to compare an hour with: at most, and at least. */
export const EARLIER_HOURS = 24;
export const LEAST_HOURS = 3;

/** Factor above the mean that makes an hour a surge. */
export const TIMES_MEAN = 3;

/** Sentences of a description: when an hour is a surge. */
export const SURGE_NOTE =
  `A surge has more than ${TIMES_MEAN} times the mean bytes of the previous hours with traffic, at least ` +
  `${LEAST_HOURS} and at most ${EARLIER_HOURS} of them. The result has the bytes of the last of these hours. The ` +
  'steepest first.';

export const TRAFFIC_SURGES = sqlQuestion({
  name: 'traffic-surges',
  group: QuestionGroup.PATTERN,
  title: 'Where and when does traffic surge?',
  summary: 'Hours (UTC) with high volumes of traffic.',
  notes: `By logged interface, attachment, or network card. ${SURGE_NOTE}`,
  columns: {
    keys: ['logged_at', 'hour'],
    values: ['bytes', 'last_bytes', 'hours_before', 'bytes_before', 'times_mean'],
  },
  limit: LIMIT,
  needs: ['start_time', 'src_addr', 'bytes_out'],
  sql: `select
  logged_at,
  hour,
  bytes,
  last_bytes,
  hours_before,
  bytes_before,
  round(cast(bytes as double) * hours_before / nullif(cast(bytes_before as double), 0), 2) as times_mean
from (
  select
    logged_at,
    hour,
    bytes,
    lag(bytes) over (partition by logged_at order by hour) as last_bytes,
    count(*) over (
      partition by logged_at order by hour rows between ${EARLIER_HOURS} preceding and 1 preceding
    ) as hours_before,
    sum(bytes) over (
      partition by logged_at order by hour rows between ${EARLIER_HOURS} preceding and 1 preceding
    ) as bytes_before
  from (
    select
      ${LOGGED_AT} as logged_at,
      date_trunc('hour', start_time) as hour,
      ${ALL_BYTES} as bytes
    from flows
    where ${TRAFFIC}
      and start_time is not null
    group by 1, 2
  ) hours
) compared
where hours_before >= ${LEAST_HOURS}
  and cast(bytes as double) * hours_before > ${TIMES_MEAN} * cast(bytes_before as double)
order by 7 desc nulls first, bytes desc, ${ascending(1, 2)}
limit ${LIMIT}`,
});
