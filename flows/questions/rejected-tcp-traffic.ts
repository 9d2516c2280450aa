import { SEEN_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ascending, DESTINATION, SOURCE } from './sql/expressions';
import { REJECTED_MEASURES } from './sql/verdicts';

const LIMIT = 50;

export const REJECTED_TCP_TRAFFIC = sqlQuestion({
  name: 'rejected-tcp-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which TCP connections were rejected recently?',
  summary: 'Rejected TCP records by connection, with both ports, the latest first.',
  columns: {
    keys: ['source', 'src_port', 'destination', 'dst_port'],
    values: ['records', 'packets_out', ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['action', 'protocol', 'src_addr', 'dst_addr', 'start_time'],
  alsoKnownAs: ['RejectedTCPTraffic'],
  sql: `select
  ${SOURCE} as source,
  src_port,
  ${DESTINATION} as destination,
  dst_port,
  ${REJECTED_MEASURES}
from flows
where action = 'reject'
  and protocol = 6
group by 1, 2, 3, 4
order by max(coalesce(end_time, start_time)) desc nulls last, ${ascending(1, 2, 3, 4)}
limit ${LIMIT}`,
});
