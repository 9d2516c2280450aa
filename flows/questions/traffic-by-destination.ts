import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, connectionsBy, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

const MEASURES = measuresOfEnds('sources', 'ports');

export const TRAFFIC_BY_DESTINATION = sqlQuestion({
  name: 'traffic-by-destination',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic do the connections to each address carry?',
  summary:
    'Addresses that receive connections, by bytes in both directions, the largest first: number of sources and ports, ' +
    'verdicts, and times.',
  notes: [
    ...[SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED],
    'The query of the Athena template of AWS shows the records that an address received, replies too.',
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'destination', 'opener'],
    values: MEASURES.columns,
  },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficToDstAddr'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['server as destination', OPENER],
    show: MEASURES.show,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
