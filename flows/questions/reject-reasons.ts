import { Relation } from '../relations';
import { NETWORK_COLUMNS, REJECTED_COLUMNS, SEEN_COLUMNS, SERVICE_COLUMNS } from './columns';
import { REJECTED_COUNTED, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import {
  connectionsBy,
  OPENER,
  REJECTED_FIRST,
  REJECTED_MEASURES,
  SEEN,
  SERVICE,
} from './sql/connections-by';

export const REJECT_REASONS = sqlQuestion({
  name: 'reject-reasons',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic did a network control reject, other than a rule?',
  summary:
    'Connections with a reject reason, such as BPA (block public access) or EC (encryption controls), by reason, ' +
    'source, destination, and port of the service, by number of connections, then by packets, the most first.',
  notes: `If public access is blocked, packets are not measured. ${REJECTED_COUNTED} ${SOURCE_OPENS}`,
  columns: {
    keys: [...NETWORK_COLUMNS, 'reject_reason', ...SERVICE_COLUMNS, 'opener'],
    values: [...REJECTED_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['reject_reason', 'src_addr', 'dst_addr'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['reject_reason', ...SERVICE, OPENER],
    show: `${REJECTED_MEASURES},
  ${SEEN}`,
    where: 'reject_reason is not null',
  }),
  order: REJECTED_FIRST,
});
