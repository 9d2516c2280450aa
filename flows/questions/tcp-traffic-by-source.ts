import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

const MEASURES = measuresOfEnds('destinations', 'ports');

export const TCP_TRAFFIC_BY_SOURCE = sqlQuestion({
  name: 'tcp-traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'How many TCP connections does each address open?',
  summary:
    'Addresses that open TCP connections, by connections, then by bytes, the most first: number of destinations and ' +
    'ports, verdicts, and times.',
  notes: [
    'Connections are accepted openings: a SYN on AWS, null for formats without TCP flags, and a begin record on Azure.',
    'Later windows of a connection open nothing.',
    ...[SOURCE_OPENS, COUNTED_ONCE],
    'The query of the Athena template of AWS shows all TCP records that an address sent.',
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'source', 'opener'],
    values: MEASURES.columns,
  },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'protocol', 'bytes_out'],
  alsoKnownAs: ['TopTCPTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['client as source', OPENER],
    show: MEASURES.show,
    where: 'protocol = 6',
  }),
  order: CONNECTIONS_FIRST,
  bytes: END_BYTES_COLUMNS,
});
