import { COUNTED_TWICE, OPENER_BY_PORT } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ascending } from './sql/expressions';
import { inTheMiddle, SERVICE_HOURS_NOTE, serviceHours } from './sql/service-hours';

const LIMIT = 100;
const SERVICE = 'server, port, protocol';

export const EXPECTED_TRAFFIC = sqlQuestion({
  name: 'expected-traffic',
  group: QuestionGroup.PATTERN,
  title: 'Which services are used hour after hour, and how much?',
  summary:
    'Services by the number of hours in which they were used, the most steadily used first: their share of all hours ' +
    'with records, and the median, least, and most bytes of their hours. The median is the lesser of two middle ' +
    'values.',
  notes: `${SERVICE_HOURS_NOTE} ${OPENER_BY_PORT} ${COUNTED_TWICE}`,
  columns: {
    keys: ['server', 'port', 'protocol'],
    values: ['hours_used', 'hours_logged', 'share_of_hours', 'median_bytes', 'least_bytes', 'most_bytes'],
  },
  limit: LIMIT,
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
});
