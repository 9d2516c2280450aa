import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from './columns';
import { COUNTED_ONCE, KNOWN_OPENERS, SOURCE_OPENS, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, connectionsBy, OPENER } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

/** FTP, SSH, Telnet, RPC, SMB, cPanel and WHM, RDP, VNC, WinRM, and the usual ports of administration pages. */
const ADMIN_PORTS = [
  21, 22, 23, 135, 445, 2082, 2083, 2086, 2087, 3389, 5900, 5985, 5986, 8080, 8443, 9090, 9443, 10000,
];
const MEASURES = measuresOfEnds('sources');

export const ADMIN_PORT_TRAFFIC = sqlQuestion({
  name: 'admin-port-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which addresses serve the most traffic on administration ports?',
  summary: `Connections to the ports ${ADMIN_PORTS.join(', ')}, by serving address and port, most bytes first.`,
  notes: `The ports of sources do not count. ${KNOWN_OPENERS} ${SOURCE_OPENS} ${COUNTED_ONCE} ${UNLIKE_AWS}`,
  columns: {
    keys: [...NETWORK_COLUMNS, 'destination', 'port', 'protocol', 'opener'],
    values: MEASURES.columns,
  },
  limit: 10,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port', 'bytes_out'],
  alsoKnownAs: ['AdminPortTraffic'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['server as destination', 'server_port as port', 'protocol', OPENER],
    show: MEASURES.show,
    where: `server_port in (${ADMIN_PORTS.join(', ')})`,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
