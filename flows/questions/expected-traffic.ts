import { type Question, QuestionGroup } from './question';
import { inTheMiddle, serviceHours, WHAT_AN_HOUR_IS } from './service-hours';
import { ascending, HOW_SIDES_ARE_TOLD, SEEN_TWICE } from './sql';

const SERVICE = 'server, port, protocol';
const LIMIT = 100;

export const EXPECTED_TRAFFIC: Question = {
  name: 'expected-traffic',
  group: QuestionGroup.PATTERN,
  title: 'What is expected: which services are used hour after hour, and how much?',
  about:
    'Per service: the hours in which it was used, their share of all hours with records, and the ' +
    `median (the lesser of two in the middle), least and most bytes of those hours. ${WHAT_AN_HOUR_IS} ` +
    `${HOW_SIDES_ARE_TOLD} ${SEEN_TWICE} The ${LIMIT} used most steadily.`,
  needs: ['start_time', 'src_addr', 'dst_addr', 'src_port', 'dst_port', 'protocol', 'bytes_out'],
  sql: `select
  ${SERVICE},
  count(*) as hours_used,
  max(hours_logged) as hours_logged,
  cast(count(*) as double) / max(hours_logged) as share_of_hours,
  min(case when ${inTheMiddle('place', 'hours')} then bytes end) as median_bytes,
  min(bytes) as least_bytes,
  max(bytes) as most_bytes
from (
  select
    ${SERVICE},
    bytes,
    row_number() over (partition by ${SERVICE} order by bytes, hour) as place,
    count(*) over (partition by ${SERVICE}) as hours
  from ${serviceHours(SERVICE)}
) placed
cross join (select count(distinct date_trunc('hour', start_time)) as hours_logged from flows) logged
group by ${SERVICE}
order by count(*) desc, min(case when ${inTheMiddle('place', 'hours')} then bytes end) desc, ${ascending(1, 2, 3)}
limit ${LIMIT}`,
};
