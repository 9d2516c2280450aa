import { Relation } from '../relations';
import { ADDRESS_COLUMNS, NETWORK_COLUMNS, SIDE_BYTES_COLUMNS } from './columns';
import { COUNTED_ONCE, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ADDRESS_BYTES_FIRST, addressRanking } from './sql/address-ranking';

export const TOP_ADDRESSES = sqlQuestion({
  name: 'top-addresses',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which addresses send and receive the most?',
  summary: 'Addresses by bytes sent and received, the largest first.',
  notes: [
    'The addresses are those in the packets if the logs have them. The network is that of the address if its interface is ' +
      'logged, else that of the flow.',
    ...[COUNTED_ONCE, UNLIKE_AWS],
  ].join(' '),
  columns: { keys: [...NETWORK_COLUMNS, 'address'], values: ADDRESS_COLUMNS },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkersPacketLevel'],
  from: Relation.CONNECTIONS,
  select: addressRanking(Relation.CONNECTIONS),
  order: [ADDRESS_BYTES_FIRST],
  bytes: SIDE_BYTES_COLUMNS,
});
