import type { Connection } from '../connections';
import {
  bothDirections,
  CONNECTIONS_FIRST,
  DESTINATION,
  isInbound,
  MEASURES,
  measuresOfEnds,
  NETWORK,
  OPENER,
  PORT,
  PROTOCOL,
  SEEN,
  SERVICE,
  VOLUME,
} from './of-connections';
import { type Answer, ranked } from './ranking';
import { distinct, total } from './sums';

const ADMIN_PORTS = [
  21, 22, 23, 135, 445, 2082, 2083, 2086, 2087, 3389, 5900, 5985, 5986, 8080, 8443, 9090, 9443, 10000,
];

/** Ports of ours that outside clients reached. */
export function reachablePorts(connections: readonly Connection[]): Answer {
  const { keys, rows } = ranked(connections.filter(isInbound), {
    keys: { ...NETWORK, ...DESTINATION, ...PORT, ...PROTOCOL, ...OPENER },
    values: {
      reached: (all) => all.some(({ reached }) => reached),
      answered: (all) => all.some(({ answered }) => answered),
      sources: (all) => distinct(({ client }: Connection) => client)(all.filter(({ reached }) => reached)),
      connections: MEASURES.connections,
      bytes_to_destination: VOLUME.bytes_to_destination,
      bytes_to_source: VOLUME.bytes_to_source,
      ...SEEN,
    },
    first: [(row) => total(row.sources), ...CONNECTIONS_FIRST],
  });
  return { keys, rows: rows.filter(({ reached }) => reached).slice(0, 50) };
}

/** Connections to SSH and RDP. */
export function sshAndRdp(connections: readonly Connection[]): Answer {
  return ranked(
    connections.filter(({ serverPort }) => serverPort === 22 || serverPort === 3389),
    {
      keys: { ...NETWORK, ...SERVICE, ...OPENER },
      values: measuresOfEnds(),
      first: [...CONNECTIONS_FIRST, (row) => total(row.rejected_connections)],
      limit: 50,
    },
  );
}

/** Services on ports of administration. */
export function adminPorts(connections: readonly Connection[]): Answer {
  return ranked(
    connections.filter(({ serverPort }) => serverPort !== null && ADMIN_PORTS.includes(serverPort)),
    {
      keys: { ...NETWORK, ...DESTINATION, ...PORT, ...PROTOCOL, ...OPENER },
      values: measuresOfEnds('sources'),
      first: [bothDirections],
      limit: 10,
    },
  );
}

/** Traffic without encryption in networks whose encryption is on. */
export function unencryptedTraffic(connections: readonly Connection[]): Answer {
  const networkOf = ({ cloud, account, network }: Connection) => JSON.stringify([cloud, account, network]);
  const encrypting = new Set(connections.filter(({ hasEncryption }) => hasEncryption).map(networkOf));
  return ranked(
    connections.filter((each) => each.unencrypted !== null && encrypting.has(networkOf(each))),
    {
      keys: { ...NETWORK, ...SERVICE, ...OPENER, encryption: ({ unencrypted }) => unencrypted },
      values: { ...MEASURES, ...SEEN },
      first: [bothDirections],
      limit: 50,
    },
  );
}
