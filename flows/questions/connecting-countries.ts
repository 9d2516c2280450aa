import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, SOURCE_OPENS } from './notes';
import { ChartKind, QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, FROM_OUTSIDE, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

const MEASURES = measuresOfEnds('sources', 'destinations');

export const CONNECTING_COUNTRIES = sqlQuestion({
  name: 'connecting-countries',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which countries does the network receive connections from?',
  summary:
    'Countries of the outside addresses that open connections to addresses of ours, accepted or rejected, by ' +
    'connections, then by bytes, the most first.',
  notes: [
    'The country is null if the GeoIP database does not contain the address.',
    ...[OUTSIDE, SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED],
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'source_country', 'opener'],
    values: MEASURES.columns,
  },
  chart: { kind: ChartKind.MAP, x: 'source_country', y: ['sources'] },
  needs: ['src_country', 'src_addr', 'dst_addr', 'src_port', 'dst_port'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['client_country as source_country', OPENER],
    show: MEASURES.show,
    where: FROM_OUTSIDE,
  }),
  order: CONNECTIONS_FIRST,
  bytes: END_BYTES_COLUMNS,
});
