import { Relation } from '../relations';
import { CONNECTION_COLUMNS, END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, CONNECTION_MEASURES, connectionsBy, OPENER } from './sql/connections-by';

export const TOP_TALKERS = sqlQuestion({
  name: 'top-talkers',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which pairs of addresses exchange the most traffic?',
  summary: 'Pairs of addresses by bytes in both directions, the largest first.',
  notes: [
    'The addresses are those in the packets if the logs have them.',
    ...[SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED, UNLIKE_AWS],
  ].join(' '),
  columns: { keys: [...NETWORK_COLUMNS, 'source', 'destination', 'opener'], values: CONNECTION_COLUMNS },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferredPacketLevel'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['client as source', 'server as destination', OPENER],
    show: CONNECTION_MEASURES,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
