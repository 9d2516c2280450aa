import { loggedHours, lowerMedian } from '../baseline';
import { groupBy } from '../measures';
import type { World } from '../world';
import { irregularHours, type SeriesHour } from './irregular';
import { type Answer, inOrder } from './ranking';

/** Bytes of a service, or of a client and a service, in one hour. */
interface ServiceHour extends SeriesHour {
  readonly network: string | null;
  readonly opener: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number | null;
  readonly protocol: number | null;
}

function serviceHours({ connections }: World): ServiceHour[] {
  return connections
    .map((each) => ({
      cloud: each.cloud,
      account: each.account,
      network: each.network,
      opener: each.opener === 'unknown' ? 'unknown' : 'known',
      source: each.clientIsOutside ? 'internet' : each.client,
      destination: each.server,
      port: each.serverPort,
      protocol: each.protocol,
      hour: each.hour,
      bytes: (each.bytesToServer ?? 0n) + (each.bytesToClient ?? 0n),
    }))
    .filter(({ bytes }) => bytes > 0n);
}

const SERVICE = {
  cloud: ({ cloud }: ServiceHour) => cloud,
  account_id: ({ account }: ServiceHour) => account,
  network_id: ({ network }: ServiceHour) => network,
  opener: ({ opener }: ServiceHour) => opener,
  destination: ({ destination }: ServiceHour) => destination,
  port: ({ port }: ServiceHour) => port,
  protocol: ({ protocol }: ServiceHour) => protocol,
};

/** Hours in which a source and a service exchanged much more than usual. */
export function irregularTraffic(world: World): Answer {
  const answer = irregularHours(serviceHours(world), {
    keys: { ...SERVICE, source: ({ source }) => source },
    combinedBy: ['cloud', 'account_id'],
    kind: (isNew) => (isNew ? 'new' : 'volume'),
    logged: loggedHours(world.records),
    limit: Number.POSITIVE_INFINITY,
  });
  const keys = [
    'cloud',
    'account_id',
    'network_id',
    'kind',
    'opener',
    'source',
    'destination',
    'port',
    'protocol',
    'hour',
  ];
  return inOrder(answer.rows, keys, [(row) => row.excess_bytes ?? null], 100);
}

/** Hours in which an interface had much more traffic than usual. */
export function trafficSurges({ interfaces, records }: World): Answer {
  const hours = interfaces
    .map((each) => ({ ...each, bytes: each.bytes ?? 0n }))
    .filter(({ bytes }) => bytes > 0n);
  const keys = {
    cloud: ({ cloud }: (typeof hours)[number]) => cloud,
    account_id: ({ account }: (typeof hours)[number]) => account,
    network_id: ({ network }: (typeof hours)[number]) => network,
    interface: (each: (typeof hours)[number]) => each.interface,
  };
  return irregularHours(hours, {
    keys,
    combinedBy: Object.keys(keys),
    kind: () => 'surge',
    logged: loggedHours(records),
    limit: 100,
  });
}

/** Services by the number of hours in which they are used. */
export function expectedTraffic(world: World): Answer {
  const logged = loggedHours(world.records);
  const hours = serviceHours(world);
  const keyOf = (each: ServiceHour) => Object.values(SERVICE).map((key) => key(each));
  const rows = [...groupBy(hours, keyOf).values()].map((service) => {
    const first = service[0] as ServiceHour;
    const bytesOf = new Map<number, bigint>();
    for (const { hour, bytes } of service) bytesOf.set(hour, (bytesOf.get(hour) ?? 0n) + bytes);
    const ofAccount = new Set([
      ...(logged.get(JSON.stringify([first.cloud, first.account])) ?? []),
      ...hours
        .filter((other) => other.cloud === first.cloud && other.account === first.account)
        .map(({ hour }) => hour),
    ]);
    const values = [...ofAccount].map((hour) => bytesOf.get(hour) ?? 0n);
    return {
      ...Object.fromEntries(Object.entries(SERVICE).map(([name, key]) => [name, key(first)])),
      hours_used: BigInt(bytesOf.size),
      hours_logged: BigInt(ofAccount.size),
      share_of_hours: bytesOf.size / ofAccount.size,
      median_bytes: lowerMedian(values),
      most_bytes: values.reduce((left, right) => (left > right ? left : right)),
    };
  });
  const first = (name: string) => (row: Readonly<Record<string, unknown>>) => row[name] as bigint;
  return inOrder(
    rows,
    Object.keys(SERVICE),
    [first('hours_used'), first('median_bytes'), first('most_bytes')],
    100,
  );
}
