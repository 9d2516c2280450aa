import { OPENER_BY_PORT } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ascending, DESTINATION, exactSum, SOURCE } from './sql/expressions';
import { FROM_OUTSIDE } from './sql/inbound-connections';

const LIMIT = 50;

export const REACHABLE_PORTS = sqlQuestion({
  name: 'reachable-ports',
  group: QuestionGroup.SECURITY,
  title: 'Which ports were reached from the internet?',
  summary:
    'Accepted connections from public to internal addresses by destination and port, most sources first.',
  notes: OPENER_BY_PORT,
  columns: { keys: ['destination', 'dst_port', 'protocol'], values: ['sources', 'records', 'bytes_out'] },
  limit: LIMIT,
  needs: ['action', 'src_addr', 'dst_addr', 'dst_port'],
  sql: `select
  ${DESTINATION} as destination,
  dst_port,
  protocol,
  count(distinct ${SOURCE}) as sources,
  count(*) as records,
  ${exactSum('bytes_out')} as bytes_out
from flows
where action = 'accept'
  and ${FROM_OUTSIDE}
group by 1, 2, 3
order by count(distinct ${SOURCE}) desc, count(*) desc, ${ascending(1, 2, 3)}
limit ${LIMIT}`,
});
