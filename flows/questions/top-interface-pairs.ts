import { MEASURE_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ranking, TRAFFIC } from './sql/expressions';

const LIMIT = 50;

export const TOP_INTERFACE_PAIRS = sqlQuestion({
  name: 'top-interface-pairs',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which pairs of interfaces exchange the most traffic?',
  summary: 'Pairs of interface addresses by bytes in both directions, the largest first.',
  notes: `Behind a gateway or a node, the address is that of the gateway or the node. ${COUNTED_TWICE}`,
  columns: { keys: ['source', 'destination'], values: MEASURE_COLUMNS },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferred'],
  sql: ranking({
    by: ['src_addr as source', 'dst_addr as destination'],
    where: TRAFFIC,
    limit: LIMIT,
  }),
});
