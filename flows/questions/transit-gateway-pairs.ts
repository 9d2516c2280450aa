import { Relation } from '../relations';
import { SIDE_BYTES_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { PASSAGES_COUNTED, passages } from './sql/transit-gateways';

const LIMIT = 50;
/** The attachment that is first in the order of texts, and the other one. */
const FIRST =
  'case when entry_id <= exit_id or exit_id is null then entry_id else coalesce(exit_id, entry_id) end';
const OTHER = 'case when entry_id <= exit_id then exit_id when exit_id <= entry_id then entry_id end';

export const TRANSIT_GATEWAY_PAIRS = sqlQuestion({
  name: 'transit-gateway-pairs',
  group: QuestionGroup.PATH,
  title: 'Which attachments of a transit gateway exchange the most traffic?',
  summary:
    'Bytes between two attachments by transit gateway and pair of attachments, the largest first: `sent` entered the ' +
    'gateway through the first attachment, `received` entered it through the paired one.',
  notes: PASSAGES_COUNTED,
  columns: {
    keys: ['cloud', 'account_id', 'tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id'],
    values: [...SIDE_BYTES_COLUMNS, 'packets_sent', 'packets_received'],
  },
  limit: LIMIT,
  needs: [
    'tgw_id',
    'tgw_attachment_id',
    'tgw_pair_attachment_id',
    'direction',
    'src_addr',
    'dst_addr',
    'bytes_out',
  ],
  logTypes: ['tgw'],
  from: Relation.FLOWS,
  select: `select
  cloud,
  account as account_id,
  tgw_id,
  ${FIRST} as tgw_attachment_id,
  ${OTHER} as tgw_pair_attachment_id,
  sum(case when entry_id = ${FIRST} then bytes end) as sent,
  sum(case when entry_id = ${FIRST} then null else bytes end) as received,
  sum(case when entry_id = ${FIRST} then packets end) as packets_sent,
  sum(case when entry_id = ${FIRST} then null else packets end) as packets_received
from (
  ${passages({ bytes: 'bytes_out', packets: 'packets_out' })}
) passages
group by 1, 2, 3, 4, 5`,
  order: ['coalesce(sent, 0) + coalesce(received, 0) desc'],
  bytes: SIDE_BYTES_COLUMNS,
});
