import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, connectionsBy, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

const MEASURES = measuresOfEnds('destinations', 'ports');

export const TRAFFIC_BY_SOURCE = sqlQuestion({
  name: 'traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic do the connections from each address carry?',
  summary:
    'Addresses that open connections, by bytes in both directions, the largest first: number of destinations and ' +
    'ports, verdicts, and times.',
  notes: [
    ...[SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED],
    'The query of the Athena template of AWS shows the records that an address sent, replies too.',
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'source', 'opener'],
    values: MEASURES.columns,
  },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficFrmSrcAddr'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['client as source', OPENER],
    show: MEASURES.show,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
