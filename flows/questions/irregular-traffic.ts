import { type Question, QuestionGroup } from './question';
import { inTheMiddle, serviceHours, WHAT_AN_HOUR_IS } from './service-hours';
import { ascending, HOW_SIDES_ARE_TOLD, SEEN_TWICE } from './sql';

const CONNECTION = 'client, server, port, protocol';
const HOURS = 5;
const TIMES = 10;
const LIMIT = 100;

export const IRREGULAR_TRAFFIC: Question = {
  name: 'irregular-traffic',
  group: QuestionGroup.PATTERN,
  title: 'What is irregular on the last day?',
  about:
    `Against all days before the last: \`new\`, a client and a service that were not seen together ` +
    `before, with their first hour; \`volume\`, an hour with more than ${TIMES} times the median of ` +
    `the hours before (the lesser of two in the middle), where there are at least ${HOURS}. A single ` +
    `day has nothing to be held against, and no answer. ${WHAT_AN_HOUR_IS} ${HOW_SIDES_ARE_TOLD} ` +
    `${SEEN_TWICE} The ${LIMIT} largest.`,
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
    or (hours_before >= ${HOURS} and cast(bytes as double) > ${TIMES} * cast(median_before as double))
  )
order by bytes desc, ${ascending(1, 2, 3, 4, 5, 6)}
limit ${LIMIT}`,
};
