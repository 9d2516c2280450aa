import { LOGGED_AT } from './logged-at';
import { type Question, QuestionGroup } from './question';
import { ALL_BYTES, ascending, TRAFFIC } from './sql';

const EARLIER_HOURS = 24;
const LEAST_HOURS = 3;
const TIMES = 3;
const LIMIT = 100;

export const TRAFFIC_SURGES: Question = {
  name: 'traffic-surges',
  group: QuestionGroup.PATTERN,
  title: 'Where and when does traffic surge?',
  about:
    `Hours (UTC) in which a logged interface, attachment or network card has more than ${TIMES} times ` +
    `the mean bytes of the up to ${EARLIER_HOURS} hours before in which it had traffic, where there ` +
    `are at least ${LEAST_HOURS}; and the bytes of the last of them. The ${LIMIT} steepest.`,
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
  and cast(bytes as double) * hours_before > ${TIMES} * cast(bytes_before as double)
order by 7 desc nulls first, bytes desc, ${ascending(1, 2)}
limit ${LIMIT}`,
};
