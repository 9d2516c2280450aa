import type { LoggedRecord } from './record';

const KEY =
  /AWSLogs\/(?:aws-account-id=)?(\d{12})\/(?:aws-service=)?vpcflowlogs\/(?:aws-region=)?([a-z0-9-]+)\/.*_(fl-[0-9a-z]+)_/;

const SYN = 2;
const ACK = 16;
const TCP = 6;

/** Reads a text file that AWS delivered: a header line with the names of the fields, then one record a line. */
export function readAwsText(key: string, text: string): LoggedRecord[] {
  const [header = '', ...lines] = text.split('\n');
  const names = header.trim().split(/\s+/);
  const [, account = null, region = null, flowLog = null] = KEY.exec(key) ?? [];
  const origin = { account, region, flowLog, source: key };
  return lines
    .map((line, index) => ({ line, sourceRow: index + 2 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, sourceRow }) => {
      const values = line.trim().split(/\s+/);
      const fields = new Map(names.map((name, index) => [name, values[index] ?? '-']));
      for (const [name, value] of fields) if (value === '-') fields.delete(name);
      return recordOf(fields, names, { ...origin, sourceRow });
    });
}

type Origin = Pick<LoggedRecord, 'account' | 'region' | 'flowLog' | 'source' | 'sourceRow'>;

function recordOf(fields: Map<string, string>, names: readonly string[], origin: Origin): LoggedRecord {
  const text = (name: string) => fields.get(name) ?? null;
  const whole = (name: string) => (fields.has(name) ? Number(fields.get(name)) : null);
  const count = (name: string) => (fields.has(name) ? BigInt(fields.get(name) as string) : null);
  const time = (name: string) => (fields.has(name) ? Number(fields.get(name)) * 1000 : null);
  const isTransitGateway = names.some((name) => name.startsWith('tgw-'));
  const owner = text('account-id');
  return {
    cloud: 'aws',
    logType: isTransitGateway ? 'tgw' : 'vpc',
    ...origin,
    account: origin.account ?? (/^\d{12}$/.test(owner ?? '') ? owner : null),
    region: text('region') ?? origin.region,
    start: time('start'),
    end: time('end'),
    srcAddr: text('srcaddr'),
    dstAddr: text('dstaddr'),
    srcPort: whole('srcport'),
    dstPort: whole('dstport'),
    protocol: whole('protocol'),
    ipVersion: ipVersionOf(text('type'), text('srcaddr') ?? text('dstaddr')),
    pktSrc: text('pkt-srcaddr'),
    pktDst: text('pkt-dstaddr'),
    direction: text('flow-direction') as LoggedRecord['direction'],
    initiator: initiatorOf(whole('tcp-flags'), whole('protocol'), isTransitGateway),
    action: (text('action')?.toLowerCase() ?? null) as LoggedRecord['action'],
    state: null,
    status: (text('log-status')?.toLowerCase() ?? null) as LoggedRecord['status'],
    rejectReason: text('reject-reason'),
    rule: null,
    encryption: encryptionOf(whole('encryption-status')),
    flags: whole('tcp-flags'),
    bytesOut: count('bytes'),
    bytesIn: null,
    packetsOut: count('packets'),
    packetsIn: null,
    interfaceId: text('interface-id'),
    mac: null,
    resource: text('resource-id'),
    instance: text('instance-id'),
    subnet: text('subnet-id'),
    network: text('vpc-id'),
    isForwarded: false,
    fields,
  };
}

/** SYN without ACK opens. SYN with ACK answers, except at a transit gateway, which reports every ACK of the window. */
function initiatorOf(flags: number | null, protocol: number | null, isTransitGateway: boolean) {
  if (flags === null || (protocol !== null && protocol !== TCP) || (flags & SYN) === 0) return null;
  if ((flags & ACK) === 0) return 'src';
  return isTransitGateway ? null : 'dst';
}

function ipVersionOf(type: string | null, address: string | null): number | null {
  if (type === 'IPv4') return 4;
  if (type === 'IPv6') return 6;
  if (address === null) return null;
  return address.includes(':') ? 6 : 4;
}

function encryptionOf(status: number | null): string | null {
  if (status === null) return null;
  return ['none', 'nitro', 'application', 'nitro+application'][status] ?? String(status);
}
