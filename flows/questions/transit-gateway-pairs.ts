import { MEASURE_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ALL_BYTES, MEASURES, ranking } from './sql/expressions';
import { ATTACHMENT_PAIR, BOTH_DIRECTIONS_NOTE } from './sql/transit-gateways';

const LIMIT = 50;

export const TRANSIT_GATEWAY_PAIRS = sqlQuestion({
  name: 'transit-gateway-pairs',
  group: QuestionGroup.PATH,
  title: 'Which attachments of a transit gateway exchange the most traffic?',
  summary: 'Bytes by transit gateway, attachment, paired attachment, and direction, the largest first.',
  notes: BOTH_DIRECTIONS_NOTE,
  columns: { keys: ATTACHMENT_PAIR, values: MEASURE_COLUMNS },
  limit: LIMIT,
  needs: ['tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id', 'src_addr', 'bytes_out'],
  logTypes: ['tgw'],
  sql: ranking({
    by: ATTACHMENT_PAIR,
    where: "log_type = 'tgw'\n  and src_addr is not null",
    first: ALL_BYTES,
    show: MEASURES,
    limit: LIMIT,
  }),
});
