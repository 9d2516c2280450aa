import { SEEN_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ranking } from './sql/expressions';
import { FLOW, FLOW_COLUMNS, REJECTED_MEASURES } from './sql/verdicts';

const LIMIT = 50;

export const REJECT_REASONS = sqlQuestion({
  name: 'reject-reasons',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic did a network control reject, other than a rule?',
  summary:
    'Records with a reject reason, such as BPA (block public access) or EC (encryption controls), by reason, ' +
    'network, source, destination, and port, the most frequent first.',
  notes: 'If public access is blocked, bytes are not measured.',
  columns: {
    keys: ['reject_reason', 'network_id', 'direction', ...FLOW_COLUMNS],
    values: ['records', 'packets_out', ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['reject_reason', 'src_addr', 'dst_addr'],
  sql: ranking({
    by: ['reject_reason', 'network_id', 'direction', ...FLOW],
    show: REJECTED_MEASURES,
    where: 'reject_reason is not null',
    first: 'count(*)',
    limit: LIMIT,
  }),
});
