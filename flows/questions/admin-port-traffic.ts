import { COUNTED_TWICE, OPENER_BY_PORT } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import {
  allBytes,
  ascending,
  DESTINATION,
  exactSum,
  OPENED_BY_DESTINATION,
  OPENED_BY_SOURCE,
  SOURCE,
} from './sql/expressions';

const LIMIT = 10;

/** FTP, SSH, Telnet, RPC, SMB, cPanel and WHM, RDP, VNC, WinRM, and the usual ports of administration pages. */
const ADMIN_PORTS = [
  21, 22, 23, 135, 445, 2082, 2083, 2086, 2087, 3389, 5900, 5985, 5986, 8080, 8443, 9090, 9443, 10000,
];

export const ADMIN_PORT_TRAFFIC = sqlQuestion({
  name: 'admin-port-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which addresses serve the most traffic on administration ports?',
  summary:
    `Bytes in both directions of accepted connections to the ports ${ADMIN_PORTS.join(', ')}, by serving address and ` +
    'port, the largest first.',
  notes: `${OPENER_BY_PORT} ${COUNTED_TWICE}`,
  columns: { keys: ['server', 'port'], values: ['clients', 'bytes_out', 'bytes_in', 'records'] },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port', 'bytes_out'],
  alsoKnownAs: ['AdminPortTraffic'],
  sql: `select
  server,
  port,
  count(distinct client) as clients,
  ${exactSum('bytes_out')} as bytes_out,
  ${exactSum('bytes_in')} as bytes_in,
  count(*) as records
from (
  select ${SOURCE} as client, ${DESTINATION} as server, dst_port as port, bytes_out, bytes_in
  from flows
  where dst_port in (${ADMIN_PORTS.join(', ')}) and ${OPENED_BY_SOURCE} and (action = 'accept' or action is null)
  union all
  select ${DESTINATION}, ${SOURCE}, src_port, bytes_in, bytes_out
  from flows
  where src_port in (${ADMIN_PORTS.join(', ')}) and ${OPENED_BY_DESTINATION} and (action = 'accept' or action is null)
) connections
group by 1, 2
order by ${allBytes('connections')} desc, ${ascending(1, 2)}
limit ${LIMIT}`,
});
