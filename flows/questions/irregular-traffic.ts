import { COUNTED_TWICE, OPENER_BY_PORT } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ascending } from './sql/expressions';
import { inTheMiddle, SERVICE_HOURS_NOTE, serviceHours } from './sql/service-hours';

const LIMIT = 100;
const CONNECTION = 'client, server, port, protocol';

/** Least hours before the last day for a comparison of volumes, and the factor that makes an hour irregular. */
export const LEAST_HOURS = 5;
export const TIMES_MEDIAN = 10;

/** Sentences of a description: how the last day is compared with the days before. */
export const LAST_DAY_NOTE =
  'Compares the last day with all days before it, the largest first. Kind `new`: a client and a service that did not ' +
  `communicate before, with their first hour. Kind \`volume\`: an hour with more than ${TIMES_MEDIAN} times the median ` +
  `of the hours before (the lesser of two middle values), if there are at least ${LEAST_HOURS} of them. A single day ` +
  'returns no rows.';

export const IRREGULAR_TRAFFIC = sqlQuestion({
  name: 'irregular-traffic',
  group: QuestionGroup.PATTERN,
  title: 'Which traffic is irregular?',
  summary: 'Traffic that deviates from the traffic of other hours.',
  notes: `${LAST_DAY_NOTE} ${SERVICE_HOURS_NOTE} ${OPENER_BY_PORT} ${COUNTED_TWICE}`,
  columns: {
    keys: ['kind', 'client', 'server', 'port', 'protocol', 'hour'],
    values: ['bytes', 'median_before', 'hours_before'],
  },
  limit: LIMIT,
  needs: ['start_time', 'src_addr', 'dst_addr', 'src_port', 'dst_port', 'protocol', 'bytes_out'],
  sql: `select
  case when hours_before is null then 'new' else 'volume' end as kind,
  ${CONNECTION},
  hour,
  bytes,
  median_before,
  coalesce(hours_before, 0) as hours_before
from (
  select
    ${CONNECTION},
    hour,
    bytes,
    is_last,
    first_day,
    last_day,
    row_number() over (partition by ${CONNECTION}, is_last order by hour) as nth_hour,
    max(case when not is_last then hours end) over (partition by ${CONNECTION}) as hours_before,
    min(case when not is_last and ${inTheMiddle('place', 'hours')} then bytes end)
      over (partition by ${CONNECTION}) as median_before
  from (
    select
      ${CONNECTION},
      hour,
      bytes,
      first_day,
      last_day,
      day = last_day as is_last,
      row_number() over (partition by ${CONNECTION}, day = last_day order by bytes, hour) as place,
      count(*) over (partition by ${CONNECTION}, day = last_day) as hours
    from ${serviceHours(CONNECTION)}
    cross join (select min(day) as first_day, max(day) as last_day from flows) days
  ) placed
) compared
where is_last
  and (
    (hours_before is null and nth_hour = 1 and first_day < last_day)
    or (hours_before >= ${LEAST_HOURS} and cast(bytes as double) > ${TIMES_MEDIAN} * cast(median_before as double))
  )
order by bytes desc, ${ascending(1, 2, 3, 4, 5, 6)}
limit ${LIMIT}`,
});
