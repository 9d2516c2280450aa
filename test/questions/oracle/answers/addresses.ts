import type { Connection } from '../connections';
import type { Location } from '../hourly-flows';
import { type Answer, ranked } from './ranking';
import { sumOf, total } from './sums';

/** An end of a connection with what it sent and received. */
interface Side {
  readonly cloud: string;
  readonly account: string | null;
  readonly network: string | null;
  readonly address: string;
  readonly sent: bigint | null;
  readonly received: bigint | null;
  readonly packetsSent: bigint | null;
  readonly packetsReceived: bigint | null;
  readonly accepted: number;
  readonly rejected: number;
}

/** The addresses of connections by the bytes that they sent and received. */
export function topAddresses(connections: readonly Connection[]): Answer {
  return ranked(connections.flatMap(sidesOf), {
    keys: {
      cloud: ({ cloud }) => cloud,
      account_id: ({ account }) => account,
      network_id: ({ network }) => network,
      address: ({ address }) => address,
    },
    values: {
      sent: sumOf(({ sent }) => sent),
      received: sumOf(({ received }) => received),
      packets_sent: sumOf(({ packetsSent }) => packetsSent),
      packets_received: sumOf(({ packetsReceived }) => packetsReceived),
      accepted_records: sumOf(({ accepted }) => accepted),
      rejected_records: sumOf(({ rejected }) => rejected),
    },
    first: [(row) => total(row.sent, row.received)],
    limit: 50,
  });
}

function sidesOf(connection: Connection): Side[] {
  const { cloud, client, server, clientLocation, serverLocation, accepted, rejected } = connection;
  const at = (location: Location | undefined) => location ?? connection;
  const up = { bytes: connection.bytesToServer, packets: connection.packetsToServer };
  const down = { bytes: connection.bytesToClient, packets: connection.packetsToClient };
  const side = (
    address: string,
    location: Location | undefined,
    sent: typeof up,
    received: typeof up,
  ): Side => ({
    cloud,
    account: at(location).account,
    network: at(location).network,
    address,
    sent: sent.bytes,
    received: received.bytes,
    packetsSent: sent.packets,
    packetsReceived: received.packets,
    accepted,
    rejected,
  });
  return [side(client, clientLocation, up, down), side(server, serverLocation, down, up)];
}
