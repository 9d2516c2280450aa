import type { Question } from './question';
import { DESTINATION, exactSum, SOURCE } from './sql';

export const REJECTED_TRAFFIC: Question = {
  name: 'rejected-traffic',
  title: 'What was turned away?',
  about: 'Rejected records by source, destination, port and reason; the 20 most frequent.',
  sql: `select
  ${SOURCE} as source,
  ${DESTINATION} as destination,
  dst_port,
  protocol,
  reject_reason,
  count(*) as records,
  ${exactSum('packets_out')} as packets_out,
  min(start_time) as first_seen,
  max(coalesce(end_time, start_time)) as last_seen
from flows
where action = 'reject'
group by 1, 2, 3, 4, 5
order by count(*) desc, 1, 2, 3, 4, 5
limit 20`,
};
