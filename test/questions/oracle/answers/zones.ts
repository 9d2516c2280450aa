import { hourOf } from '../hours';
import { groupBy, larger, plus } from '../measures';
import { destinationOf, isAccepted, type LoggedRecord, loggedPlace, sourceOf } from '../record';
import { type Answer, ranked } from './ranking';
import { sumOf } from './sums';

const FREE_HOPS = ['transit_gateway', 'vpc_endpoint'];

/** Bytes of a flow that an interface sent in one hour to a next hop in another zone. */
interface Crossing {
  readonly record: LoggedRecord;
  readonly sent: bigint | null;
}

/** Bytes that cross availability zones, each at the end that sends it. AWS charges them at both ends. */
export function crossZoneTraffic(records: readonly LoggedRecord[]): Answer {
  const crossings = [...groupBy(records.filter(crossesZones), flowKey).values()].map((flow): Crossing => {
    const logs = [...groupBy(flow, ({ flowLog }) => flowLog).values()];
    const sums = logs.map((log) => log.map(({ bytesOut }) => bytesOut).reduce(plus, null));
    return { record: flow[0] as LoggedRecord, sent: sums.reduce(larger, null) };
  });
  return ranked(crossings, {
    keys: {
      cloud: ({ record }) => record.cloud,
      account_id: ({ record }) => record.account,
      network_id: ({ record }) => record.network,
      az_id: ({ record }) => record.fields.get('az-id') ?? null,
      next_hop_az_id: ({ record }) => record.fields.get('next-hop-az-id') ?? null,
      next_hop_interface_type: ({ record }) => hopOf(record),
    },
    values: {
      sent: sumOf(({ sent }) => sent),
      charged_gb: (all) => {
        const times = FREE_HOPS.includes(hopOf((all[0] as Crossing).record) ?? '') ? 0 : 2;
        const bytes = Number(sumOf(({ sent }: Crossing) => sent)(all) ?? 0n);
        return Math.round((bytes / 1e9) * times * 1000) / 1000;
      },
    },
    first: [(row) => row.sent ?? null],
    limit: 100,
  });
}

function crossesZones(record: LoggedRecord): boolean {
  const zone = record.fields.get('az-id');
  const next = record.fields.get('next-hop-az-id');
  const isSent = record.direction === 'egress' && record.srcAddr !== null && isAccepted(record);
  return isSent && zone !== undefined && next !== undefined && zone !== next;
}

function hopOf({ fields }: LoggedRecord): string | null {
  return fields.get('next-hop-interface-type') ?? null;
}

function flowKey(record: LoggedRecord): unknown {
  const { cloud, account, network, protocol, start, fields } = record;
  const zones = [fields.get('az-id'), fields.get('next-hop-az-id'), hopOf(record)];
  const hour = start === null ? null : hourOf(start);
  return [
    cloud,
    account,
    network,
    loggedPlace(record),
    zones,
    protocol,
    sourceOf(record),
    destinationOf(record),
    hour,
  ];
}
