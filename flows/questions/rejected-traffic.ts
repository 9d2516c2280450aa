import { Relation } from '../relations';
import { NETWORK_COLUMNS, REJECTED_COLUMNS, SEEN_COLUMNS, SERVICE_COLUMNS } from './columns';
import { REJECTED_COUNTED, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import {
  connectionsBy,
  IS_REJECTED,
  OPENER,
  REJECTED_FIRST,
  REJECTED_MEASURES,
  SEEN,
  SERVICE,
} from './sql/connections-by';

export const REJECTED_TRAFFIC = sqlQuestion({
  name: 'rejected-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic was rejected?',
  summary:
    'Rejected connections of every protocol by source, destination, and port of the service, by number of connections, ' +
    'then by packets, the most first.',
  notes: [
    'Each reason for a rejection has its own row.',
    ...[REJECTED_COUNTED, SOURCE_OPENS],
    'The query of the Athena template of AWS shows records.',
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, ...SERVICE_COLUMNS, 'reject_reason', 'opener'],
    values: [...REJECTED_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['RejectedTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: [...SERVICE, 'reject_reason', OPENER],
    show: `${REJECTED_MEASURES},
  ${SEEN}`,
    where: IS_REJECTED,
  }),
  order: REJECTED_FIRST,
});
