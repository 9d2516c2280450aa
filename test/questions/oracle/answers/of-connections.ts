import type { Connection } from '../connections';
import type { Columns, Row } from './ranking';
import { distinct, SEEN, sumOf, total } from './sums';

/** The network whose flow logs recorded a row. */
export const NETWORK = {
  cloud: ({ cloud }: Connection) => cloud,
  account_id: ({ account }: Connection) => account,
  network_id: ({ network }: Connection) => network,
};

export const OPENER = { opener: ({ opener }: Connection) => (opener === 'unknown' ? 'unknown' : 'known') };
export const SOURCE = { source: ({ client }: Connection) => client };
export const DESTINATION = { destination: ({ server }: Connection) => server };
export const PORT = { port: ({ serverPort }: Connection) => serverPort };
export const PROTOCOL = { protocol: ({ protocol }: Connection) => protocol };
export const SERVICE = { ...SOURCE, ...DESTINATION, ...PORT, ...PROTOCOL };

export const VOLUME = {
  bytes_to_destination: sumOf(({ bytesToServer }: Connection) => bytesToServer),
  bytes_to_source: sumOf(({ bytesToClient }: Connection) => bytesToClient),
  packets_to_destination: sumOf(({ packetsToServer }: Connection) => packetsToServer),
  packets_to_source: sumOf(({ packetsToClient }: Connection) => packetsToClient),
};

export const MEASURES = {
  connections: sumOf(({ connections }: Connection) => connections),
  ...VOLUME,
  accepted_records: sumOf(({ accepted }: Connection) => accepted),
  rejected_records: sumOf(({ rejected }: Connection) => rejected),
};

export const REJECTED_CONNECTIONS = {
  rejected_connections: (connections: readonly Connection[]) =>
    distinct(({ client, clientPort, server, serverPort, protocol }: Connection) =>
      [client, clientPort, server, serverPort, protocol].join(' '),
    )(connections.filter(isRejected)),
};

export const REJECTED_VOLUME = {
  rejected_records: MEASURES.rejected_records,
  rejected_packets: sumOf(({ rejectedPackets }: Connection) => rejectedPackets),
};

export { SEEN };

const COUNTED = {
  sources: distinct(({ client }: Connection) => client),
  destinations: distinct(({ server }: Connection) => server),
  ports: distinct(({ serverPort }: Connection) => serverPort),
};

/** Numbers of distinct ends, volume, verdicts, and times of connections. */
export function measuresOfEnds(...counts: readonly (keyof typeof COUNTED)[]): Columns<readonly Connection[]> {
  return {
    ...Object.fromEntries(counts.map((name) => [name, COUNTED[name]])),
    ...REJECTED_CONNECTIONS,
    ...MEASURES,
    ...SEEN,
  };
}

/** The bytes of both directions. */
export function bothDirections(row: Row): bigint {
  return total(row.bytes_to_destination, row.bytes_to_source);
}

export const CONNECTIONS_FIRST = [(row: Row) => total(row.connections), bothDirections];
export const REJECTED_FIRST = [
  (row: Row) => total(row.rejected_connections),
  (row: Row) => total(row.rejected_packets),
];

export function isRejected({ rejected }: Connection): boolean {
  return rejected > 0;
}

export function isInbound({ clientIsOutside, serverIsOutside }: Connection): boolean {
  return clientIsOutside && !serverIsOutside;
}
