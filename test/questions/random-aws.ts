import type { RawFile } from './oracle/raw-file';
import type { RandomSource } from './random-source';
import type { Talk } from './random-talks';

const V2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const V3 = `${V2} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr`;
const V5 = `${V3} region az-id flow-direction traffic-path`;
const V11 = `${V5} reject-reason resource-id encryption-status interface-type next-hop-az-id next-hop-interface-type`;
const FORMATS = [V2, V3, V5, V5, V11, V11, `${V2} flow-direction pkt-srcaddr pkt-dstaddr vpc-id`];
const TRANSIT_GATEWAY =
  'version account-id tgw-id tgw-attachment-id tgw-pair-attachment-id tgw-src-vpc-id tgw-dst-vpc-id srcaddr dstaddr srcport ' +
  'dstport protocol packets bytes start end log-status type packets-lost-no-route packets-lost-blackhole ' +
  'packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region flow-direction';

/** A VPC with interfaces that serve and call. */
export interface Vpc {
  readonly id: string;
  readonly account: string;
  readonly formats: readonly string[];
  readonly logged: ReadonlySet<string>;
  readonly addresses: readonly string[];
  readonly nat: string | undefined;
}

/** Returns a VPC whose addresses come from one of few ranges, so that two VPCs can have equal addresses. */
export function randomVpc(random: RandomSource, index: number): Vpc {
  const range = random.pick(['10.0.0.', '10.0.0.', '10.1.0.', '52.20.30.', '2600:1f18:10::']);
  const addresses = random.list(random.whole(1, 3), (host) => `${range}${host + 4}`);
  return {
    id: `vpc-${index}`,
    account: random.pick(['111111111111', '222222222222']),
    formats: random.list(random.chance(0.2) ? 2 : 1, () => random.pick(FORMATS)),
    logged: new Set(addresses.filter(() => random.chance(0.75))),
    addresses,
    nat: random.chance(0.4) ? `${range}200` : undefined,
  };
}

type Fields = Readonly<Record<string, string | number | undefined>>;

/** Writes the records of some talks as the flow logs of the VPCs and of a transit gateway. */
export function awsFiles(random: RandomSource, vpcs: readonly Vpc[], talks: readonly Talk[]): RawFile[] {
  const files = vpcs.flatMap((vpc, index) =>
    vpc.formats.map((format, log) => {
      const lines = talks.flatMap((talk) => [
        ...recordsOf(random, vpc, talk),
        ...quietRecords(random, vpc, talk),
      ]);
      return awsFile(vpc.account, `fl-${index}${log}`, format, lines);
    }),
  );
  if (random.chance(0.4)) {
    const lines = talks.filter(() => random.chance(0.5)).flatMap((talk) => transitRecords(random, talk));
    files.push(awsFile('111111111111', 'fl-9', TRANSIT_GATEWAY, lines));
  }
  return files;
}

function awsFile(account: string, flowLog: string, format: string, records: readonly Fields[]): RawFile {
  const names = format.split(' ');
  const lines = records.map((record) => names.map((name) => record[name] ?? '-').join(' '));
  const folder = `AWSLogs/${account}/vpcflowlogs/eu-west-1/2026/11/22`;
  const key = `${folder}/${account}_vpcflowlogs_eu-west-1_${flowLog}_20261122T1000Z_abc.log`;
  return { key, text: `${[format, ...lines].join('\n')}\n` };
}

/** Records of windows without traffic, or with skipped records. */
function quietRecords(random: RandomSource, vpc: Vpc, { windows }: Talk): Fields[] {
  return windows
    .filter(() => random.chance(0.15))
    .map(({ start, end }) => ({
      version: 2,
      'account-id': vpc.account,
      'interface-id': `eni-${vpc.id}-${random.pick([4, 5])}`,
      start,
      end,
      'log-status': random.pick(['NODATA', 'SKIPDATA']),
    }));
}

function recordsOf(random: RandomSource, vpc: Vpc, talk: Talk): Fields[] {
  const found: Fields[] = [];
  for (const [own, isClient] of [
    [talk.client.address, true],
    [talk.server.address, false],
  ] as const) {
    if (!vpc.logged.has(own) || talk.networks[isClient ? 0 : 1] !== vpc.id) continue;
    for (const window of talk.windows) {
      const forward = common(random, vpc, talk, window, true);
      const back = common(random, vpc, talk, window, false);
      const interfaceId = `eni-${vpc.id}-${own.split(/[.:]/).at(-1)}`;
      const place = {
        'interface-id': interfaceId,
        'instance-id': random.chance(0.8) ? `i-${own}` : undefined,
      };
      const hop = talk.throughNat ? { 'next-hop-interface-type': 'nat_gateway' } : {};
      if (random.chance(0.9))
        found.push({
          ...forward,
          ...place,
          ...(isClient ? hop : {}),
          'flow-direction': isClient ? 'egress' : 'ingress',
        });
      if (talk.isAnswered && random.chance(0.9))
        found.push({ ...back, ...place, 'flow-direction': isClient ? 'ingress' : 'egress' });
    }
  }
  if (talk.throughNat && vpc.nat !== undefined && talk.networks[0] === vpc.id)
    found.push(...natRecords(random, vpc, vpc.nat, talk));
  return found;
}

/** The four legs of a NAT gateway. */
function natRecords(random: RandomSource, vpc: Vpc, nat: string, talk: Talk): Fields[] {
  const place = { 'interface-id': `eni-${vpc.id}-nat`, 'interface-type': 'nat_gateway', 'tcp-flags': 0 };
  return talk.windows.flatMap((window) => {
    const forward = { ...common(random, vpc, talk, window, true), ...place };
    const back = { ...common(random, vpc, talk, window, false), ...place };
    const natPort = talk.client.port === 0 ? 0 : 1024 + (talk.client.port % 60_000);
    const translated = { srcaddr: nat, 'pkt-srcaddr': nat, srcport: natPort };
    const returned = { dstaddr: nat, 'pkt-dstaddr': nat, dstport: natPort };
    return [
      { ...forward, dstaddr: nat, 'flow-direction': 'ingress' },
      { ...forward, ...translated, 'flow-direction': 'egress' },
      { ...back, ...returned, 'flow-direction': 'ingress' },
      { ...back, srcaddr: nat, 'flow-direction': 'egress' },
    ];
  });
}

function common(
  random: RandomSource,
  vpc: Vpc,
  talk: Talk,
  window: { readonly start: number; readonly end: number },
  isForward: boolean,
): Fields {
  const [from, to] = isForward ? [talk.client, talk.server] : [talk.server, talk.client];
  const isTcp = talk.protocol === 6;
  const opening = window === talk.windows[0] ? (isForward ? 2 : 18) : 0;
  const flags = random.chance(0.15) ? random.pick(isForward ? [0, 4, 5, 3, 2] : [0, 4, 5, 19, 18]) : opening;
  const isRejected = talk.isRejected || random.chance(0.05);
  return {
    version: 5,
    'account-id': vpc.account,
    srcaddr: from.address,
    dstaddr: to.address,
    srcport: from.port,
    dstport: to.port,
    protocol: talk.protocol,
    packets: random.whole(1, 9),
    bytes: random.pick([0, 1, 40, 999, 1_000_000, 5_000_000_000_000]) + random.whole(0, 50),
    start: window.start,
    end: window.end,
    action: isRejected ? 'REJECT' : 'ACCEPT',
    'log-status': 'OK',
    'vpc-id': vpc.id,
    'subnet-id': `subnet-${vpc.id}`,
    'tcp-flags': isTcp ? flags : 0,
    type: from.address.includes(':') ? 'IPv6' : 'IPv4',
    'pkt-srcaddr': from.address,
    'pkt-dstaddr': to.address,
    region: 'eu-west-1',
    'az-id': random.pick(['euw1-az1', 'euw1-az2']),
    'traffic-path': 1,
    'reject-reason': isRejected && random.chance(0.3) ? random.pick(['BPA', 'EC']) : undefined,
    'encryption-status': random.pick([0, 1, undefined]),
    'next-hop-az-id': random.pick(['euw1-az1', 'euw1-az2', undefined]),
    'next-hop-interface-type': random.pick([undefined, undefined, 'transit_gateway', 'vpc_endpoint']),
  };
}

function transitRecords(random: RandomSource, talk: Talk): Fields[] {
  return talk.windows.flatMap(({ start, end }, index) =>
    (['ingress', 'egress'] as const).map((direction) => ({
      version: 6,
      'account-id': '111111111111',
      'tgw-id': 'tgw-1',
      'tgw-attachment-id': direction === 'ingress' ? 'tgw-attach-1' : 'tgw-attach-2',
      'tgw-pair-attachment-id': direction === 'ingress' ? 'tgw-attach-2' : 'tgw-attach-1',
      'tgw-src-vpc-id': talk.networks[0],
      'tgw-dst-vpc-id': talk.networks[1],
      srcaddr: talk.client.address,
      dstaddr: talk.server.address,
      srcport: talk.client.port,
      dstport: talk.server.port,
      protocol: talk.protocol,
      packets: random.whole(1, 9),
      bytes: random.whole(0, 3000),
      start,
      end,
      'log-status': 'OK',
      type: talk.client.address.includes(':') ? 'IPv6' : 'IPv4',
      'packets-lost-no-route': random.pick([0, 0, 3]),
      'packets-lost-blackhole': 0,
      'packets-lost-mtu-exceeded': random.pick([0, 0, 2]),
      'packets-lost-ttl-expired': 0,
      'tcp-flags': talk.protocol === 6 && index === 0 ? random.pick([2, 18, 26]) : 0,
      region: 'eu-west-1',
      'flow-direction': direction,
    })),
  );
}
