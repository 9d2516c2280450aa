import type { LoggedRecord } from './record';

/** A record in `PT1H.json`, of a virtual network (version 4) or of a network security group (version 2). */
interface RawRecord {
  readonly time?: string;
  readonly category?: string;
  readonly macAddress?: string;
  readonly flowLogGUID?: string;
  readonly flowLogResourceID?: string;
  readonly targetResourceID?: string;
  readonly resourceId?: string;
  readonly flowRecords?: {
    readonly flows: readonly {
      readonly flowGroups: readonly { readonly rule: string; readonly flowTuples: string[] }[];
    }[];
  };
  readonly properties?: {
    readonly flows: readonly {
      readonly rule: string;
      readonly flows: readonly { readonly mac: string; readonly flowTuples: string[] }[];
    }[];
  };
}

interface Tuple {
  readonly rule: string;
  readonly mac: string | null;
  readonly values: readonly string[];
}

const STATES = { B: 'begin', C: 'continue', E: 'end' } as const;

/** Reads a blob of Azure. A record that the blob contains twice counts once. */
export function readAzureBlob(path: string, text: string): LoggedRecord[] {
  const seen = new Set<string>();
  const found: LoggedRecord[] = [];
  for (const record of (JSON.parse(text) as { records: RawRecord[] }).records) {
    const whole = JSON.stringify(record);
    const isRepeated = seen.has(whole);
    seen.add(whole);
    const tuples = tuplesOf(record);
    if (!isRepeated) {
      for (const tuple of tuples) found.push(recordOf(path, record, tuple, found.length + 1));
    }
  }
  return found;
}

function tuplesOf({ macAddress, flowRecords, properties }: RawRecord): Tuple[] {
  const vnet = flowRecords?.flows.flatMap(({ flowGroups }) =>
    flowGroups.flatMap(({ rule, flowTuples }) =>
      flowTuples.map((tuple) => ({ rule, mac: macText(macAddress), values: tuple.split(',') })),
    ),
  );
  const nsg = properties?.flows.flatMap(({ rule, flows }) =>
    flows.flatMap(({ mac, flowTuples }) =>
      flowTuples.map((tuple) => ({ rule, mac: macText(mac ?? macAddress), values: tuple.split(',') })),
    ),
  );
  return vnet ?? nsg ?? [];
}

function recordOf(
  path: string,
  record: RawRecord,
  { rule, mac, values }: Tuple,
  sourceRow: number,
): LoggedRecord {
  const isNsg = record.properties !== undefined;
  const [
    time = '',
    src = '',
    dst = '',
    srcPort,
    dstPort,
    protocol = '',
    direction,
    seventh = '',
    eighth = '',
  ] = values;
  const letter = isNsg ? eighth : seventh;
  const isRejected = isNsg ? seventh === 'D' : seventh === 'D';
  const counters = values.slice(9, 13);
  const isMeasured = counters.some((counter) => counter !== '' && counter !== '0');
  const mayBeEmpty = isRejected || letter === 'B';
  const count = (index: number) => {
    const counter = counters[index] ?? '';
    return counter === '' || (mayBeEmpty && !isMeasured) ? null : BigInt(counter);
  };
  const target = (isNsg ? record.resourceId : record.targetResourceID)?.toLowerCase() ?? null;
  const flowLogId = (record.flowLogResourceID ?? (isNsg ? undefined : record.resourceId))?.toLowerCase();
  return {
    cloud: 'azure',
    logType: isNsg ? 'nsg' : 'vnet',
    account:
      /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i.exec(path)?.[1]?.toLowerCase() ??
      null,
    region: /networkwatcher_([a-z0-9]+)/i.exec(path)?.[1]?.toLowerCase() ?? null,
    flowLog: record.flowLogGUID?.toLowerCase() ?? flowLogId ?? null,
    source: path,
    sourceRow,
    start: Number(time) * (time.length > 11 ? 1 : 1000),
    end: null,
    srcAddr: src,
    dstAddr: dst,
    srcPort: Number(srcPort),
    dstPort: Number(dstPort),
    protocol: protocol === 'T' ? 6 : protocol === 'U' ? 17 : Number(protocol),
    ipVersion: src.includes(':') ? 6 : 4,
    pktSrc: null,
    pktDst: null,
    direction: direction === 'I' ? 'ingress' : 'egress',
    initiator: 'src',
    action: isRejected ? 'reject' : 'accept',
    state: isRejected ? null : (STATES[letter as keyof typeof STATES] ?? null),
    status: null,
    rejectReason: null,
    rule,
    encryption: isNsg ? null : eighth,
    flags: null,
    packetsOut: count(0),
    bytesOut: count(1),
    packetsIn: count(2),
    bytesIn: count(3),
    ...placeOf(target),
    mac,
    resource: target,
    instance: null,
    isForwarded: false,
    fields: new Map(),
  };
}

/** The target of a flow log: a network, a subnet, a network card, or a network security group. */
function placeOf(target: string | null) {
  const network = /^.*\/virtualnetworks\/[^/]+/.exec(target ?? '')?.[0] ?? null;
  const subnet = target?.includes('/subnets/') ? target : null;
  const interfaceId = target?.includes('/networkinterfaces/') ? target : null;
  return { network, subnet, interfaceId };
}

function macText(digits: string | undefined): string | null {
  return digits?.toLowerCase().match(/../g)?.join(':') ?? null;
}
