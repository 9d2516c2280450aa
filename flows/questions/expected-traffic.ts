import { Relation } from '../relations';
import { COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { loggedHours, OF_ACCOUNT } from './sql/logged-hours';
import { SERVICE_KEYS, serviceHours } from './sql/service-hours';

const KEYS = SERVICE_KEYS.join(', ');

/** Place of an hour among all logged hours by their bytes. Those without traffic are first. */
const PLACE = 'hours_logged - hours_used + place';

export const EXPECTED_TRAFFIC = sqlQuestion({
  name: 'expected-traffic',
  group: QuestionGroup.PATTERN,
  title: 'Which services are used hour after hour, and how much?',
  summary:
    'Services by the number of UTC hours in which they were used, the most steadily used first: their share of the ' +
    'hours that the account logged, the median bytes of these hours, and the bytes of the largest hour.',
  notes:
    'A logged hour without traffic of the service has 0 bytes. The median is the lesser of two middle values. An hour ' +
    'is logged if the account has a record of any status in it. ' +
    `${SOURCE_OPENS} ${COUNTED_ONCE}`,
  columns: {
    keys: SERVICE_KEYS,
    values: ['hours_used', 'hours_logged', 'share_of_hours', 'median_bytes', 'most_bytes'],
  },
  limit: 100,
  needs: ['start_time', 'src_addr', 'dst_addr', 'protocol', 'bytes_out'],
  from: Relation.CONNECTIONS,
  select: `with logged_hours as (
  ${loggedHours({ keys: SERVICE_KEYS, hours: serviceHours() })}
),
placed as (
  select
    *,
    sum(new_hour) over (partition by ${OF_ACCOUNT}) as hours_logged,
    count(*) over (partition by ${KEYS}, has_traffic) as hours_used,
    row_number() over (partition by ${KEYS}, has_traffic order by bytes, hour) as place
  from logged_hours
)
select
  ${KEYS},
  max(hours_used) as hours_used,
  cast(max(hours_logged) as bigint) as hours_logged,
  cast(max(hours_used) as double) / cast(max(hours_logged) as double) as share_of_hours,
  coalesce(max(case when 2 * (${PLACE}) between hours_logged and hours_logged + 1 then bytes end), 0) as median_bytes,
  max(bytes) as most_bytes
from placed
where has_traffic
group by ${SERVICE_KEYS.map((_, index) => index + 1).join(', ')}`,
  order: ['hours_used desc', 'median_bytes desc', 'most_bytes desc'],
  bytes: ['most_bytes'],
  loggedHours: { historyDays: 0 },
});
