import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { addressRanking } from './sql/address-ranking';
import { DESTINATION, SOURCE } from './sql/expressions';

const LIMIT = 50;

export const TOP_ADDRESSES = sqlQuestion({
  name: 'top-addresses',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which addresses send and receive the most?',
  summary: 'Addresses by bytes sent and received, the largest first.',
  notes: `The addresses are those in the packets if the logs have them. ${COUNTED_TWICE}`,
  columns: { keys: ['address'], values: ['bytes_sent', 'bytes_received', 'records'] },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkersPacketLevel'],
  sql: addressRanking(SOURCE, DESTINATION, LIMIT),
});
