import { Relation } from '../relations';
import { ADDRESS_COLUMNS, NETWORK_COLUMNS, SIDE_BYTES_COLUMNS } from './columns';
import { COUNTED_ONCE, INTERFACE_ADDRESSES, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ADDRESS_BYTES_FIRST, addressRanking } from './sql/address-ranking';

export const TOP_INTERFACE_ADDRESSES = sqlQuestion({
  name: 'top-interface-addresses',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which interface addresses send and receive the most?',
  summary: 'Interface addresses by bytes sent and received, the largest first.',
  notes: `${INTERFACE_ADDRESSES} ${COUNTED_ONCE} ${UNLIKE_AWS}`,
  columns: { keys: [...NETWORK_COLUMNS, 'address'], values: ADDRESS_COLUMNS },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkers'],
  from: Relation.INTERFACE_CONNECTIONS,
  select: addressRanking(Relation.INTERFACE_CONNECTIONS),
  order: [ADDRESS_BYTES_FIRST],
  bytes: SIDE_BYTES_COLUMNS,
});
