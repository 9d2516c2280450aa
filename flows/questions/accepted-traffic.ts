import { Relation } from '../relations';
import {
  CONNECTION_COLUMNS,
  END_BYTES_COLUMNS,
  NETWORK_COLUMNS,
  SEEN_COLUMNS,
  SERVICE_COLUMNS,
} from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, CONNECTION_MEASURES, connectionsBy, OPENER, SEEN, SERVICE } from './sql/connections-by';

export const ACCEPTED_TRAFFIC = sqlQuestion({
  name: 'accepted-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic was accepted?',
  summary:
    'Accepted traffic of every protocol by source, destination, and port of the service, by bytes in both directions, ' +
    'the largest first.',
  notes: [
    'Traffic without a verdict, such as that of transit gateways, counts as accepted.',
    ...[SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED],
    'The query of the Athena template of AWS shows records.',
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, ...SERVICE_COLUMNS, 'opener'],
    values: [...CONNECTION_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['AcceptedTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: [...SERVICE, OPENER],
    show: `${CONNECTION_MEASURES},
  ${SEEN}`,
    where: 'accepted_records > 0',
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
