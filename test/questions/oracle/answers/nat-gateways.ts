import { hourOf } from '../hours';
import { groupBy, larger, least, plus } from '../measures';
import { isSpecial } from '../ours';
import {
  destinationOf,
  type End,
  goesToNatGateway,
  isAccepted,
  type LoggedRecord,
  loggedPlace,
  sourceOf,
} from '../record';
import { type Answer, ranked } from './ranking';
import { sumOf, total } from './sums';

/** Where a record was logged: at a gateway, at what forwards like one, at its public side, or elsewhere. */
type Place = 'gateway' | 'perhaps' | 'public side' | 'elsewhere';

/** A record with its client and the remote end. */
interface Leg {
  readonly record: LoggedRecord;
  readonly place: Place;
  readonly isSent: boolean;
  readonly client: End;
  readonly remote: End;
}

/** A flow through a gateway in one hour. */
interface NatFlow {
  readonly account: string | null;
  readonly network: string | null;
  readonly gateway: string | null;
  readonly cluster: string | null;
  readonly service: string | null;
  readonly client: string;
  readonly remote: string;
  readonly sent: bigint | null;
  readonly received: bigint | null;
}

/** Clients of NAT gateways by the bytes in both directions. */
export function natGatewayTalkers(records: readonly LoggedRecord[]): Answer {
  return ranked(natFlows(records), {
    keys: {
      cloud: () => 'aws',
      account_id: ({ account }) => account,
      network_id: ({ network }) => network,
      gateway: ({ gateway }) => gateway,
      source: ({ client }) => client,
      ecs_cluster_name: ({ cluster }) => cluster,
      ecs_service_name: ({ service }) => service,
      destination: ({ remote }) => remote,
    },
    values: {
      sent: sumOf(({ sent }) => sent),
      received: sumOf(({ received }) => received),
      charged_gb: (all) => Math.round(all.reduce((sum, flow) => sum + bytesOf(flow), 0) / 1e6) / 1000,
    },
    first: [(row) => total(row.sent, row.received)],
    limit: 50,
  });
}

function bytesOf({ sent, received }: NatFlow): number {
  return Number((sent ?? 0n) + (received ?? 0n));
}

function natFlows(records: readonly LoggedRecord[]): NatFlow[] {
  const legs = records.flatMap(legOf);
  const withPublicSide = new Set(
    legs.filter(({ place }) => place === 'public side').map(({ record }) => interfaceKey(record)),
  );
  const isAtGateway = ({ place, record }: Leg) =>
    place === 'gateway' || (place === 'perhaps' && withPublicSide.has(interfaceKey(record)));
  const goesToGateway = ({ place, record }: Leg) => place !== 'gateway' && goesToNatGateway(record);
  return [...groupBy(legs, flowKey).values()]
    .filter((flow) => flow.some((leg) => isAtGateway(leg) || goesToGateway(leg)))
    .map((flow) => {
      const points = [...groupBy(flow, pointKey).values()];
      const largest = (isSent: boolean) =>
        points
          .map((point) =>
            point.map((leg) => (leg.isSent === isSent ? leg.record.bytesOut : null)).reduce(plus, null),
          )
          .reduce(larger, null);
      const atGateway = flow.filter(isAtGateway);
      const first = flow[0] as Leg;
      const leastOf = (legs: readonly Leg[], text: (record: LoggedRecord) => string | null) =>
        legs.map(({ record }) => text(record)).reduce(least, null);
      const nextHops = flow.filter(goesToGateway);
      return {
        account: leastOf(atGateway, ({ account }) => account) ?? leastOf(flow, ({ account }) => account),
        network: first.record.network,
        gateway:
          leastOf(atGateway, loggedPlace) ??
          leastOf(nextHops, ({ fields }) => fields.get('next-hop-interface-id') ?? null),
        cluster: leastOf(flow, ({ fields }) => fields.get('ecs-cluster-name') ?? null),
        service: leastOf(flow, ({ fields }) => fields.get('ecs-service-name') ?? null),
        client: first.client.address,
        remote: first.remote.address,
        sent: largest(true),
        received: largest(false),
      };
    });
}

function legOf(record: LoggedRecord): Leg[] {
  const { logType, srcAddr, dstAddr, direction } = record;
  if (logType !== 'vpc' || srcAddr === null || dstAddr === null || !isAccepted(record)) return [];
  const place = placeOf(record);
  if (place === null) return [];
  const source = sourceOf(record);
  const destination = destinationOf(record);
  if (!isRegional(record) && direction === null) return [];
  const isSent = isRegional(record)
    ? isSpecial(source.address)
    : (place === 'gateway' || place === 'perhaps') === (direction === 'ingress');
  const [client, remote] = isSent ? [source, destination] : [destination, source];
  return [{ record, place, isSent, client, remote }];
}

/** Returns null for the translated side of a gateway, whose bytes the client side has. */
function placeOf(record: LoggedRecord): Place | null {
  const { direction, srcAddr, dstAddr, pktSrc, pktDst, instance, fields } = record;
  const isFromInside = isSpecial(sourceOf(record).address);
  const isToInside = isSpecial(destinationOf(record).address);
  const enters = direction === 'ingress' && pktDst !== null && dstAddr !== pktDst;
  const returns = direction === 'egress' && pktSrc !== null && srcAddr !== pktSrc;
  if (isRegional(record)) return isFromInside === isToInside ? null : 'gateway';
  const type = fields.get('interface-type');
  if (type === 'nat_gateway') return enters || returns ? 'gateway' : null;
  if (type !== undefined || instance !== null) return 'elsewhere';
  if ((enters && !isToInside) || (returns && !isFromInside)) return 'perhaps';
  const continues = direction === 'egress' && srcAddr === pktSrc && !isToInside;
  const arrives = direction === 'ingress' && dstAddr === pktDst && !isFromInside;
  return continues || arrives ? 'public side' : 'elsewhere';
}

function isRegional({ interfaceId, resource }: LoggedRecord): boolean {
  return interfaceId === null && resource !== null;
}

function interfaceKey(record: LoggedRecord): string {
  return JSON.stringify([record.account, record.network, loggedPlace(record)]);
}

function flowKey({ record, client, remote }: Leg): unknown {
  const hour = record.start === null ? null : hourOf(record.start);
  return [record.network, hour, record.protocol, client, remote];
}

function pointKey({ record, place }: Leg): unknown {
  return [record.account, record.flowLog, loggedPlace(record), place];
}
