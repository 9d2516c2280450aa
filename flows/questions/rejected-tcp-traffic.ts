import { Relation } from '../relations';
import { NETWORK_COLUMNS, SEEN_COLUMNS } from './columns';
import { SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { connectionsBy, IS_REJECTED, OPENER, REJECTED_VOLUME, SEEN } from './sql/connections-by';

export const REJECTED_TCP_TRAFFIC = sqlQuestion({
  name: 'rejected-tcp-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which TCP connections were rejected recently?',
  summary: 'Rejected TCP connections with both ports, the latest first.',
  notes: `A connection that several points log has one row. Times include accepted records of the same hour. ${SOURCE_OPENS}`,
  columns: {
    keys: [...NETWORK_COLUMNS, 'source', 'source_port', 'destination', 'port', 'opener'],
    values: ['rejected_records', 'rejected_packets', ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['action', 'protocol', 'src_addr', 'dst_addr', 'start_time'],
  alsoKnownAs: ['RejectedTCPTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: [
      ...['client as source', 'client_port as source_port'],
      ...['server as destination', 'server_port as port', OPENER],
    ],
    show: `${REJECTED_VOLUME},
  ${SEEN}`,
    where: `${IS_REJECTED}
  and protocol = 6`,
  }),
  order: ['last_seen desc nulls last'],
});
