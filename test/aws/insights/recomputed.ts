import { BlockList, isIPv4 } from 'node:net';

/** Tokens of a record by the names of their fields. */
export type Tokens = Readonly<Record<string, string>>;

/** A connection, as the queries define it for the whole time range. */
export interface RecomputedConnection {
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly protocol: string;
  readonly opener: string;
  readonly isInbound: boolean;
  readonly toDestination: number;
  readonly toSource: number;
  readonly rejected: number;
  readonly openings: number;
}

interface End {
  readonly address: string;
  readonly port: number;
}

/** Networks of the random records that are not on the internet. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

const isPrivate = (address: string) => PRIVATE.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
const flag = (record: Tokens, bit: number) =>
  record.protocol === '6' && (Number(record['tcp-flags'] ?? 0) & bit) !== 0;
const token = (record: Tokens, name: string) => (record[name] === '-' ? undefined : record[name]);

/** Reduces records to connections. Written from the definitions, not from the queries. */
export function recomputed(records: readonly Tokens[]): RecomputedConnection[] {
  const flows = groupBy(
    records.filter((record) => token(record, 'srcaddr') !== undefined && !isTranslated(record)),
    flowKey,
  );
  return [...flows.values()].flatMap((flow) => partsOf(flow).map(connectionOf));
}

function groupBy(records: readonly Tokens[], keyOf: (record: Tokens) => string): Map<string, Tokens[]> {
  const groups = new Map<string, Tokens[]>();
  for (const record of records) {
    const group = groups.get(keyOf(record));
    if (group) group.push(record);
    else groups.set(keyOf(record), [record]);
  }
  return groups;
}

function endsOf(record: Tokens): [End, End] {
  const end = (side: string): End => ({
    address: token(record, `pkt-${side}addr`) ?? (record[`${side}addr`] as string),
    port: Number(token(record, `${side}port`) ?? 0),
  });
  return [end('src'), end('dst')];
}

function flowKey(record: Tokens): string {
  const ends = endsOf(record).map((end) => JSON.stringify(end));
  return [...ends.sort(), record.protocol].join();
}

function isTranslated(record: Tokens): boolean {
  const [source, destination] = endsOf(record);
  if (record['interface-type'] === 'regional_nat_gateway')
    return !isPrivate(source.address) && !isPrivate(destination.address);
  if (record['interface-type'] !== 'nat_gateway' || record['pkt-srcaddr'] === undefined) return false;
  return record['pkt-srcaddr'] === record.srcaddr && record['pkt-dstaddr'] === record.dstaddr;
}

/** The address of the logged interface, if it is an end of the packets. */
function ownOf(record: Tokens): string | undefined {
  if (record['interface-type'] === 'regional_nat_gateway' || record['tgw-id'] !== undefined) return undefined;
  const [source, destination] = endsOf(record);
  if (record['flow-direction'] === 'egress' && record.srcaddr === source.address) return source.address;
  if (record['flow-direction'] === 'ingress' && record.dstaddr === destination.address)
    return destination.address;
  return undefined;
}

/** The records of a flow, or of each VPC that logs both of its ends, and of the others. */
function partsOf(flow: readonly Tokens[]): Tokens[][] {
  const byNetwork = groupBy(flow, (record) => record['vpc-id'] ?? '');
  const isOwn = (records: readonly Tokens[]) =>
    new Set(records.map(ownOf).filter((own) => own !== undefined)).size > 1;
  const [split, rest] = [
    [...byNetwork.values()].filter(isOwn),
    [...byNetwork.values()].filter((part) => !isOwn(part)),
  ];
  return [...split, rest.flat()].filter((part) => part.length > 0);
}

/** The largest sum of an observation point. */
function largest(records: readonly Tokens[], value: (record: Tokens) => number): number {
  const points = groupBy(records, (record) =>
    [
      record['interface-id'],
      record['resource-id'],
      record['flow-direction'],
      record['account-id'],
      record['vpc-id'],
    ].join(),
  );
  return Math.max(
    0,
    ...[...points.values()].map((point) => point.reduce((sum, record) => sum + value(record), 0)),
  );
}

function connectionOf(records: readonly Tokens[]): RecomputedConnection {
  const [a, b] = endsOf(records[0] as Tokens).sort((x, y) =>
    x.address === y.address ? x.port - y.port : x.address < y.address ? -1 : 1,
  ) as [End, End];
  const isFrom = (end: End, record: Tokens) => {
    const [source] = endsOf(record);
    return source.address === end.address && source.port === end.port;
  };
  const votes = (end: End) =>
    records.filter((record) => openerOf(record) === (isFrom(end, record) ? 'src' : 'dst')).length;
  const outside = (end: End) =>
    !isPrivate(end.address) && !records.some((record) => ownOf(record) === end.address);
  const isService = (end: End, other: End) => end.port < 665 && other.port >= 1024;
  const [forA, forB] = [votes(a), votes(b)];
  const byPort = isService(b, a) ? a : isService(a, b) ? b : undefined;
  const refused = refusedEndOf(records, a, b, isFrom);
  const opener = forA > forB ? a : forB > forA ? b : (byPort ?? refused);
  const source = opener ?? (outside(b) && !outside(a) ? b : a);
  const destination = source === a ? b : a;
  const bytes = (end: End) =>
    largest(records, (record) =>
      record.action !== 'REJECT' && isFrom(end, record) ? Number(record.bytes) : 0,
    );
  return {
    source: source.address,
    destination: destination.address,
    port: opener || a.port === b.port ? String(destination.port) : '-',
    protocol: (records[0] as Tokens).protocol as string,
    opener: forA !== forB || (!byPort && refused) ? 'record' : opener ? 'port' : 'unknown',
    isInbound: outside(source) && !outside(destination),
    toDestination: bytes(source),
    toSource: bytes(destination),
    rejected: largest(records, (record) => (record.action === 'REJECT' ? 1 : 0)),
    openings: records.some((record) => record.action !== 'REJECT' && flag(record, 2) && !flag(record, 16))
      ? 1
      : 0,
  };
}

/** The end that sent all packets of a flow, if each of them was rejected. */
function refusedEndOf(
  records: readonly Tokens[],
  a: End,
  b: End,
  isFrom: (end: End, record: Tokens) => boolean,
): End | undefined {
  if (records.some(({ action }) => action !== 'REJECT')) return undefined;
  return [a, b].find((end) => records.every((record) => isFrom(end, record)));
}

/** The end that a record shows as the opener. */
function openerOf(record: Tokens): 'src' | 'dst' | undefined {
  const isTransitGateway = record['tgw-id'] !== undefined;
  if (flag(record, 2) && !flag(record, 16)) return 'src';
  if (flag(record, 2) && !isTransitGateway) return 'dst';
  const egress = record['flow-direction'] === 'egress';
  if (egress && /nat_gateway$/.test(record['next-hop-interface-type'] ?? '')) return 'src';
  const [source, destination] = endsOf(record);
  if (record['interface-type'] === 'regional_nat_gateway') return isPrivate(source.address) ? 'src' : 'dst';
  if (record['interface-type'] !== 'nat_gateway' || !record['flow-direction']) return undefined;
  if (egress) return source.address === record.srcaddr ? 'src' : 'dst';
  return destination.address === record.dstaddr ? 'dst' : 'src';
}
