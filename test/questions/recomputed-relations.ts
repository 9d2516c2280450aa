import { type Answer, inOrder, type Row, timeText } from './oracle/answers/ranking';
import type { Connection } from './oracle/connections';
import type { HourlyFlow } from './oracle/hourly-flows';
import { dayOf } from './oracle/hours';
import type { InterfaceHour } from './oracle/interface-hours';

/** The rows of the relation `connections`, with columns that do not depend on enrichment. */
export function connectionRows(connections: readonly Connection[]): Answer {
  const keys = [
    'cloud',
    'network_id',
    'hour',
    'protocol',
    'client',
    'client_port',
    'server',
    'server_port',
    'opener',
  ];
  const rows = connections.map(
    (each): Row => ({
      cloud: each.cloud,
      account_id: each.account,
      network_id: each.network,
      interface: each.interface,
      hour: timeText(each.hour),
      day: dayOf(each.hour),
      protocol: each.protocol,
      ip_version: each.ipVersion,
      opener: each.opener,
      client: each.client,
      client_port: each.clientPort,
      client_account: each.clientLocation?.account ?? null,
      client_network: each.clientLocation?.network ?? null,
      client_interface: each.clientLocation?.interface ?? null,
      client_is_outside: each.clientIsOutside,
      server: each.server,
      server_port: each.serverPort,
      server_account: each.serverLocation?.account ?? null,
      server_network: each.serverLocation?.network ?? null,
      server_interface: each.serverLocation?.interface ?? null,
      server_is_outside: each.serverIsOutside,
      connections: each.connections,
      reached: each.reached,
      answered: each.answered,
      bytes_to_server: each.bytesToServer,
      bytes_to_client: each.bytesToClient,
      packets_to_server: each.packetsToServer,
      packets_to_client: each.packetsToClient,
      accepted_records: each.accepted,
      rejected_records: each.rejected,
      rejected_packets: each.rejectedPackets,
      reject_reason: each.rejectReason,
      rule: each.rule,
      first_seen: timeText(each.firstSeen),
      last_seen: timeText(each.lastSeen),
    }),
  );
  return inTotalOrder(rows, keys);
}

/** The rows of the relation `hourly_flows` without the place of observation. */
export function flowRows(flows: readonly HourlyFlow[]): Answer {
  const keys = ['cloud', 'hour', 'protocol', 'a', 'a_port', 'b', 'b_port', 'bytes_ab', 'bytes_ba'];
  const rows = flows.map(
    (flow): Row => ({
      cloud: flow.cloud,
      hour: timeText(flow.hour),
      protocol: flow.protocol,
      a: flow.a.address,
      a_port: flow.a.port,
      b: flow.b.address,
      b_port: flow.b.port,
      bytes_ab: flow.bytesAb,
      bytes_ba: flow.bytesBa,
      packets_ab: flow.packetsAb,
      packets_ba: flow.packetsBa,
      accepted_records: flow.accepted,
      rejected_records: flow.rejected,
      rejected_packets: flow.rejectedPackets,
      first_seen: timeText(flow.firstSeen),
      last_seen: timeText(flow.lastSeen),
    }),
  );
  return inTotalOrder(rows, keys);
}

/** The rows of the relation `interface_hours`. */
export function interfaceRows(hours: readonly InterfaceHour[]): Answer {
  const keys = ['cloud', 'account_id', 'interface', 'hour'];
  const rows = hours.map(
    (each): Row => ({
      cloud: each.cloud,
      account_id: each.account,
      network_id: each.network,
      interface: each.interface,
      hour: timeText(each.hour),
      instance_id: each.instance,
      subnet_id: each.subnet,
      bytes: each.bytes,
      sent: each.sent,
      received: each.received,
      packets_sent: each.packetsSent,
      packets_received: each.packetsReceived,
      accepted_records: each.accepted,
      rejected_records: each.rejected,
    }),
  );
  return inTotalOrder(rows, keys);
}

/** Orders rows by the keys, then by every column: flows with an unknown port can have equal keys. */
function inTotalOrder(rows: readonly Row[], keys: readonly string[]): Answer {
  return inOrder(rows, [...new Set([...keys, ...Object.keys(rows[0] ?? {})])]);
}
