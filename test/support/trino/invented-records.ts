import fc from 'fast-check';
import type { RawRecord } from '../raw-object';

/**
 * Records over few addresses, ports and interfaces, so that they match each other, in
 * every state that a record can have. The same seed generates the same records.
 */
export function inventRecords(
  count: number,
  seed: number,
  kind: 'vpc' | 'tgw',
  times: readonly number[],
): RawRecord[] {
  const arbitrary = kind === 'vpc' ? vpcRecord : tgwRecord;
  return fc
    .sample(fc.tuple(arbitrary, fc.constantFrom(...times), below(3_000)), { numRuns: count, seed })
    .map(([record, time, offset]) => {
      const start = time + offset;
      return withoutNothing({ ...record, start, end: start + 59 });
    });
}

function below(limit: number) {
  return fc.nat({ max: limit - 1 });
}

function of<T>(...values: T[]) {
  return fc.constantFrom(...values);
}

/** `-` in half of the cases: a field for which it is an ordinary value. */
function maybe<T>(...values: T[]) {
  return fc.option(of(...values), { nil: undefined });
}

const INTERNAL = [
  '10.0.1.5',
  '10.0.1.14',
  '10.117.1.22',
  '10.0.1.6',
  '10.0.2.9',
  '172.16.3.4',
  '100.64.8.8',
  '192.168.7.8',
];
const PUBLIC = ['203.0.113.9', '203.0.113.80', '198.51.100.7', '192.0.2.66', '52.94.5.1'];
const INTERNAL_V6 = ['fd00::5', 'fd12:3456::9'];
const PUBLIC_V6 = ['2001:db8::1', '2001:db8:1::2'];
const WELL_KNOWN_PORTS = [22, 53, 80, 123, 443, 3306, 3389, 5432];

const endpoints = fc.oneof(
  { weight: 4, arbitrary: family('IPv4', [...INTERNAL, ...PUBLIC]) },
  { weight: 1, arbitrary: family('IPv6', [...INTERNAL_V6, ...PUBLIC_V6]) },
);

function family(type: string, addresses: readonly string[]) {
  const address = of(...addresses);
  const behind = fc.option(address, { nil: undefined, freq: 3 });
  return fc
    .tuple(address, address, behind, behind)
    .map(([srcaddr, dstaddr, source = srcaddr, destination = dstaddr]) => ({
      type,
      srcaddr,
      dstaddr,
      'pkt-srcaddr': source,
      'pkt-dstaddr': destination,
    }));
}

const port = fc.oneof(
  of(...WELL_KNOWN_PORTS),
  below(8).map((number) => 49_152 + number),
);

/** Protocol, ports and flags: ICMP has neither ports nor flags. */
const transport = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      protocol: of(6),
      srcport: port,
      dstport: port,
      'tcp-flags': of(0, 1, 2, 3, 4, 18, 19),
    }),
  },
  { weight: 2, arbitrary: fc.record({ protocol: of(17), srcport: port, dstport: port }) },
  { weight: 1, arbitrary: fc.record({ protocol: of(1, 58), srcport: of(0), dstport: of(0) }) },
);

/** Small numbers that tie, and the largest possible ones. */
const counter = fc.oneof(
  { weight: 6, arbitrary: below(2_000).map((number) => BigInt(40 + number)) },
  { weight: 1, arbitrary: of(9_007_199_254_740_993n, 9_223_372_036_854_775_807n) },
);

const traffic = fc.record({ packets: below(200).map((number) => number + 1), bytes: counter });

const SERVICES = ['AMAZON', 'CLOUDFRONT', 'DYNAMODB', 'EC2', 'S3'];

const inTheFlow = fc.record({
  'flow-direction': of('ingress', 'egress'),
  'pkt-src-aws-service': maybe(...SERVICES),
  'pkt-dst-aws-service': maybe(...SERVICES),
});

const verdict = fc.oneof(
  { weight: 3, arbitrary: of({ action: 'ACCEPT', 'reject-reason': undefined }) },
  {
    weight: 1,
    arbitrary: maybe('BPA', 'EC').map((reason) => ({ action: 'REJECT', 'reject-reason': reason })),
  },
);

const HOPS = [
  'nat_gateway',
  'network_load_balancer',
  'regional_nat_gateway',
  'transit_gateway',
  'vpc_endpoint',
];

/** The logged interface and its resources. */
const interfaces = below(4).map((number) => ({
  'interface-id': `eni-0000000000000000${number}`,
  'instance-id': number === 0 ? undefined : `i-0000000000000000${number}`,
  'subnet-id': `subnet-0000000000000000${number % 2}`,
  'vpc-id': `vpc-0000000000000000${number % 2}`,
  'az-id': `use1-az${1 + (number % 2)}`,
  'interface-type': number === 0 ? 'nat_gateway' : undefined,
  'ecs-cluster-arn': number === 2 ? 'arn:aws:ecs:us-east-1:123456789012:cluster/shop' : undefined,
  'ecs-cluster-name': number === 2 ? 'shop' : undefined,
  'ecs-service-name': number === 2 ? 'checkout' : undefined,
  'ecs-task-id': number === 2 ? '1d5c2b' : undefined,
  'ecs-container-id': number === 2 ? 'b0a1' : undefined,
  'instance-tag': number === 1 ? 'web%20shop%2Fpr%C3%BCfung' : undefined,
  'instance-tag-2': number === 1 ? 'team%3Da' : undefined,
  'interface-tag': number === 3 ? '100%25' : undefined,
  'asg-tag': number === 1 ? 'blue' : undefined,
  'sublocation-type': number === 3 ? 'localzone' : undefined,
  'sublocation-id': number === 3 ? 'use1-bos-1a' : undefined,
  'resource-id': number === 0 ? 'nat-00000000000000001' : undefined,
}));

const nextHop = fc.option(
  below(4).map((number) => ({
    'next-hop-interface-id': `eni-0000000000000000${number}`,
    'next-hop-subnet-id': `subnet-0000000000000000${number % 2}`,
    'next-hop-az-id': `use1-az${1 + (number % 2)}`,
    'next-hop-vpc-id': `vpc-0000000000000000${number % 2}`,
    'next-hop-interface-type': HOPS[number],
  })),
  { nil: {} },
);

const vpcFlow = fc
  .tuple(
    interfaces,
    endpoints,
    transport,
    traffic,
    inTheFlow,
    verdict,
    nextHop,
    fc.record({ 'traffic-path': of(1, 2, 3, 4, 5, 6, 7, 8), 'encryption-status': maybe(0, 1, 2, 3) }),
  )
  .map((parts) =>
    merged({ version: 11, 'account-id': '123456789012', region: 'us-east-1', 'log-status': 'OK' }, ...parts),
  )
  .map((record) =>
    record['flow-direction'] === 'egress' ? record : { ...record, 'traffic-path': undefined },
  );

/** Records without traffic. */
const vpcGap = fc.tuple(interfaces, of('NODATA', 'SKIPDATA')).map(([about, status]) =>
  merged({ version: 11, 'account-id': '123456789012', region: 'us-east-1' }, about, {
    'log-status': status,
  }),
);

const vpcRecord = fc.oneof({ weight: 9, arbitrary: vpcFlow }, { weight: 1, arbitrary: vpcGap });

const lost = fc.oneof({ weight: 3, arbitrary: of(0) }, { weight: 1, arbitrary: below(50) });

const tgwRecord = fc
  .tuple(
    endpoints,
    transport,
    traffic,
    inTheFlow,
    below(3),
    fc.record({
      'packets-lost-no-route': lost,
      'packets-lost-blackhole': lost,
      'packets-lost-mtu-exceeded': lost,
      'packets-lost-ttl-expired': lost,
    }),
    of('OK', 'OK', 'OK', 'NODATA', 'SKIPDATA'),
  )
  .map(([ends, packets, counters, flow, side, losses, status]) => {
    const all = merged(GATEWAY, attachments(side), { 'log-status': status });
    return status === 'OK' ? merged(all, ends, packets, counters, flow, losses) : all;
  });

const GATEWAY = {
  version: 6,
  'resource-type': 'TransitGateway',
  'account-id': '123456789012',
  'tgw-id': 'tgw-00000000000000001',
  region: 'us-east-1',
};

function attachments(side: number): Loose {
  const other = (side + 1) % 3;
  return {
    'tgw-attachment-id': `tgw-attach-0000000000000000${side}`,
    'tgw-pair-attachment-id': `tgw-attach-0000000000000000${other}`,
    'tgw-src-vpc-account-id': '123456789012',
    'tgw-dst-vpc-account-id': '210987654321',
    'tgw-src-vpc-id': `vpc-0000000000000000${side}`,
    'tgw-dst-vpc-id': `vpc-0000000000000000${other}`,
    'tgw-src-subnet-id': `subnet-0000000000000000${side}`,
    'tgw-dst-subnet-id': `subnet-0000000000000000${other}`,
    'tgw-src-eni': `eni-0000000000000000${side}`,
    'tgw-dst-eni': `eni-0000000000000000${other}`,
    'tgw-src-az-id': `use1-az${side + 1}`,
    'tgw-dst-az-id': `use1-az${other + 1}`,
  };
}

type Loose = Readonly<Record<string, string | number | bigint | undefined>>;

function merged(...parts: Loose[]): Loose {
  return Object.assign({}, ...parts);
}

function withoutNothing(record: Loose): RawRecord {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string | number | bigint] => entry[1] !== undefined,
    ),
  );
}
