import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS, SERVICE_COLUMNS } from './columns';
import {
  CONNECTIONS_COUNTED,
  COUNTED_ONCE,
  KNOWN_OPENERS,
  REJECTED_COUNTED,
  SOURCE_OPENS,
  UNLIKE_AWS,
} from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, OPENER, SERVICE } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

/** SSH and RDP. */
const PORTS = '22, 3389';
const MEASURES = measuresOfEnds();

export const SSH_RDP_TRAFFIC = sqlQuestion({
  name: 'ssh-rdp-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which addresses use SSH and RDP, and were they accepted?',
  summary: `Connections to the ports ${PORTS} by source, destination and port, with their verdicts, most connections first.`,
  notes:
    `The ports of sources do not count. ${KNOWN_OPENERS} ${SOURCE_OPENS} ${CONNECTIONS_COUNTED} ${COUNTED_ONCE} ${REJECTED_COUNTED} ` +
    UNLIKE_AWS,
  columns: { keys: [...NETWORK_COLUMNS, ...SERVICE_COLUMNS, 'opener'], values: MEASURES.columns },
  limit: 50,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port'],
  alsoKnownAs: ['SshRdpTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: [...SERVICE, OPENER],
    show: MEASURES.show,
    where: `server_port in (${PORTS})`,
  }),
  order: [...CONNECTIONS_FIRST, 'rejected_connections desc'],
  bytes: END_BYTES_COLUMNS,
});
