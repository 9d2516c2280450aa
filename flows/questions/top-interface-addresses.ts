import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { addressRanking } from './sql/address-ranking';

const LIMIT = 50;

export const TOP_INTERFACE_ADDRESSES = sqlQuestion({
  name: 'top-interface-addresses',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which interface addresses send and receive the most?',
  summary: 'Interface addresses by bytes sent and received, the largest first.',
  notes: `Behind a gateway or a node, the address is that of the gateway or the node. ${COUNTED_TWICE}`,
  columns: { keys: ['address'], values: ['bytes_sent', 'bytes_received', 'records'] },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkers'],
  sql: addressRanking('src_addr', 'dst_addr', LIMIT),
});
