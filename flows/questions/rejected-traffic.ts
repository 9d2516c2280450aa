import { SEEN_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ranking } from './sql/expressions';
import { FLOW, FLOW_COLUMNS, REJECTED_MEASURES } from './sql/verdicts';

const LIMIT = 50;

export const REJECTED_TRAFFIC = sqlQuestion({
  name: 'rejected-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic was rejected?',
  summary: 'Rejected records of every protocol by source, destination, and port, the most frequent first.',
  notes: 'Each reason for a rejection has its own row.',
  columns: { keys: [...FLOW_COLUMNS, 'reject_reason'], values: ['records', 'packets_out', ...SEEN_COLUMNS] },
  limit: LIMIT,
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['RejectedTraffic'],
  sql: ranking({
    by: [...FLOW, 'reject_reason'],
    show: REJECTED_MEASURES,
    where: "action = 'reject'",
    first: 'count(*)',
    limit: LIMIT,
  }),
});
