import { type Question, QuestionGroup } from './question';
import {
  allBytes,
  ascending,
  DESTINATION,
  exactSum,
  HOW_SIDES_ARE_TOLD,
  MEASURES,
  OPENED_BY_DESTINATION,
  OPENED_BY_SOURCE,
  ranking,
  SEEN,
  SEEN_TWICE,
  SOURCE,
} from './sql';

const SSH_RDP = [22, 3389];

/** FTP, SSH, Telnet, RPC, SMB, cPanel and WHM, RDP, VNC, WinRM, and the usual ports of administration pages. */
const ADMIN = [
  21, 22, 23, 135, 445, 2082, 2083, 2086, 2087, 3389, 5900, 5985, 5986, 8080, 8443, 9090, 9443, 10000,
];

const ADDRESSES = 10;
const CONNECTIONS = 50;

export const ADMIN_PORT_TRAFFIC: Question = {
  name: 'admin-port-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which addresses serve most on ports of administration?',
  about:
    `Bytes both ways of accepted connections to the ports ${ADMIN.join(', ')}, by the address that ` +
    `serves and its port. ${HOW_SIDES_ARE_TOLD} ${SEEN_TWICE} The ${ADDRESSES} largest.`,
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
  where dst_port in (${ADMIN.join(', ')}) and ${OPENED_BY_SOURCE} and (action = 'accept' or action is null)
  union all
  select ${DESTINATION}, ${SOURCE}, src_port, bytes_in, bytes_out
  from flows
  where src_port in (${ADMIN.join(', ')}) and ${OPENED_BY_DESTINATION} and (action = 'accept' or action is null)
) connections
group by 1, 2
order by ${allBytes('connections')} desc, ${ascending(1, 2)}
limit ${ADDRESSES}`,
};

export const SSH_RDP_TRAFFIC: Question = {
  name: 'ssh-rdp-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Who uses SSH and RDP, and with what success?',
  about:
    `Records from or to the ports ${SSH_RDP.join(' and ')}, by source, destination, ports of the two ` +
    `services and verdict; requests and replies are rows of their own. ${SEEN_TWICE} The ` +
    `${CONNECTIONS} most frequent.`,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port'],
  alsoKnownAs: ['SshRdpTraffic'],
  sql: ranking({
    by: [
      `${SOURCE} as source`,
      `${DESTINATION} as destination`,
      `case when dst_port in (${SSH_RDP.join(', ')}) then 'request' else 'reply' end as way`,
      `case when dst_port in (${SSH_RDP.join(', ')}) then dst_port else src_port end as port`,
      'action',
    ],
    show: `${MEASURES},\n  ${SEEN}`,
    where: `dst_port in (${SSH_RDP.join(', ')}) or src_port in (${SSH_RDP.join(', ')})`,
    first: 'count(*)',
    limit: CONNECTIONS,
  }),
};
