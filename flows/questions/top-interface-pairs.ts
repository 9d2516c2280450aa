import { Relation } from '../relations';
import { CONNECTION_COLUMNS, END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, INTERFACE_ADDRESSES, SOURCE_OPENS, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, CONNECTION_MEASURES, groupedRows, OPENER } from './sql/connections-by';

export const TOP_INTERFACE_PAIRS = sqlQuestion({
  name: 'top-interface-pairs',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which pairs of interfaces exchange the most traffic?',
  summary: 'Pairs of interface addresses by bytes in both directions, the largest first.',
  notes: [INTERFACE_ADDRESSES, SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED, UNLIKE_AWS].join(' '),
  columns: { keys: [...NETWORK_COLUMNS, 'source', 'destination', 'opener'], values: CONNECTION_COLUMNS },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferred'],
  from: Relation.INTERFACE_CONNECTIONS,
  select: groupedRows(Relation.INTERFACE_CONNECTIONS, {
    by: ['client as source', 'server as destination', OPENER],
    show: CONNECTION_MEASURES,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
