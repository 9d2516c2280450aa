import type { Question } from './question';
import { DESTINATION, exactSum, isInternal, SOURCE } from './sql';

export const REACHABLE_PORTS: Question = {
  name: 'reachable-ports',
  title: 'Which ports were reached from the internet?',
  about:
    'Accepted traffic from public to internal addresses, opened from outside. Where a record does not tell who ' +
    'opened the connection, the side with the higher port is taken for it. The 20 most frequent.',
  sql: `select
  ${DESTINATION} as destination,
  dst_port,
  protocol,
  count(distinct ${SOURCE}) as sources,
  count(*) as records,
  ${exactSum('bytes_out')} as bytes_out
from flows
where action = 'accept'
  and not ${isInternal(SOURCE)}
  and ${isInternal(DESTINATION)}
  and (initiator = 'src' or (initiator is null and dst_port < src_port))
group by 1, 2, 3
order by count(distinct ${SOURCE}) desc, count(*) desc, 1, 2, 3
limit 20`,
};
