import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, FROM_OUTSIDE, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

const MEASURES = measuresOfEnds('destinations', 'ports');

export const WHO_CONNECTS = sqlQuestion({
  name: 'who-connects',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which addresses connect to the network?',
  summary:
    'Outside addresses that open connections to addresses of ours, accepted or rejected, by connections, then by bytes, ' +
    'the most first.',
  notes: [
    'Country and threat are those of enriched rows.',
    ...[OUTSIDE, SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED],
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'source', 'source_country', 'threat_type', 'opener'],
    values: MEASURES.columns,
  },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['client as source', 'client_country as source_country', 'threat_type', OPENER],
    show: MEASURES.show,
    where: FROM_OUTSIDE,
  }),
  order: CONNECTIONS_FIRST,
  bytes: END_BYTES_COLUMNS,
});
