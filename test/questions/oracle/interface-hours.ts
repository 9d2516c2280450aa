import { hourOf, sharesByHour, spansOf, touchedHours } from './hours';
import { groupBy, larger, most, plus } from './measures';
import { isAccepted, type LoggedRecord, loggedPlace } from './record';

/** What a logged interface sent and received in one hour. */
export interface InterfaceHour {
  readonly cloud: string;
  readonly account: string | null;
  readonly network: string | null;
  readonly interface: string | null;
  readonly instance: string | null;
  readonly subnet: string | null;
  readonly hour: number;
  readonly sent: bigint | null;
  readonly received: bigint | null;
  readonly packetsSent: bigint | null;
  readonly packetsReceived: bigint | null;
  /** All accepted bytes, also those without a direction. */
  readonly bytes: bigint | null;
  readonly accepted: number;
  readonly rejected: number;
}

interface Counts {
  sent: bigint | null;
  received: bigint | null;
  packetsSent: bigint | null;
  packetsReceived: bigint | null;
  bytes: bigint | null;
  accepted: number;
  rejected: number;
}

/** Returns the traffic of each interface by hour. Several flow logs of an interface do not add up. */
export function interfaceHours(records: readonly LoggedRecord[]): InterfaceHour[] {
  const spans = spansOf(records);
  const traffic = records.filter(({ srcAddr, start }) => srcAddr !== null && start !== null);
  const found: InterfaceHour[] = [];
  for (const ofInterface of groupBy(traffic, interfaceKey).values()) {
    const hours = new Map<number, Counts>();
    for (const ofTuple of groupBy(ofInterface, tupleKey).values()) {
      const byLog = [...groupBy(ofTuple, ({ logType, flowLog }) => [logType, flowLog]).values()].map(
        (ofLog) => countsByHour(ofLog, spans),
      );
      for (const hour of new Set(byLog.flatMap((counts) => [...counts.keys()]))) {
        const counted = byLog.map((counts) => counts.get(hour) ?? nothing()).reduce(largest);
        hours.set(hour, sum(hours.get(hour) ?? nothing(), counted));
      }
    }
    for (const [hour, counts] of hours) {
      const touching = ofInterface.filter((record) => touchedHours(record, spans.get(record)).includes(hour));
      found.push({ ...placeOf(touching), hour, ...counts });
    }
  }
  return found;
}

/** Where the records of an interface were logged. */
function placeOf(records: readonly LoggedRecord[]) {
  const record = records[0] as LoggedRecord;
  return {
    cloud: record.cloud,
    account: record.account,
    network: records.map(({ network }) => network).reduce(most, null),
    interface: loggedPlace(record),
    instance: records.map(({ instance }) => instance).reduce(most, null),
    subnet: records.map(({ subnet }) => subnet).reduce(most, null),
  };
}

function interfaceKey(record: LoggedRecord): unknown {
  return [record.cloud, record.account, loggedPlace(record)];
}

/** The flow of packets from source to destination, by the addresses of the interface. */
function tupleKey({ protocol, srcAddr, srcPort, dstAddr, dstPort }: LoggedRecord): unknown {
  return [protocol, srcAddr, srcPort ?? 0, dstAddr, dstPort ?? 0];
}

function countsByHour(
  records: readonly LoggedRecord[],
  spans: ReturnType<typeof spansOf>,
): Map<number, Counts> {
  const hours = new Map<number, Counts>();
  const at = (hour: number) => {
    const counts = hours.get(hour) ?? nothing();
    hours.set(hour, counts);
    return counts;
  };
  for (const record of records) {
    const span = spans.get(record);
    if (!span || record.start === null) continue;
    const own = at(hourOf(record.start));
    if (!isAccepted(record)) {
      own.rejected += 1;
      continue;
    }
    own.accepted += 1;
    const add = (
      count: bigint | null,
      into: 'sent' | 'received' | 'packetsSent' | 'packetsReceived' | 'bytes',
    ) => {
      for (const [hour, share] of count === null ? [] : sharesByHour(count, span)) {
        const counts = at(hour);
        counts[into] = plus(counts[into], share);
      }
    };
    add(record.bytesOut, 'bytes');
    add(record.bytesIn, 'bytes');
    if (record.direction === null) continue;
    const leaves = record.direction === 'egress';
    add(record.bytesOut, leaves ? 'sent' : 'received');
    add(record.bytesIn, leaves ? 'received' : 'sent');
    add(record.packetsOut, leaves ? 'packetsSent' : 'packetsReceived');
    add(record.packetsIn, leaves ? 'packetsReceived' : 'packetsSent');
  }
  return hours;
}

function nothing(): Counts {
  return {
    sent: null,
    received: null,
    packetsSent: null,
    packetsReceived: null,
    bytes: null,
    accepted: 0,
    rejected: 0,
  };
}

function combine(
  left: Counts,
  right: Counts,
  measure: (left: bigint | null, right: bigint | null) => bigint | null,
  count: (left: number, right: number) => number,
): Counts {
  return {
    sent: measure(left.sent, right.sent),
    received: measure(left.received, right.received),
    packetsSent: measure(left.packetsSent, right.packetsSent),
    packetsReceived: measure(left.packetsReceived, right.packetsReceived),
    bytes: measure(left.bytes, right.bytes),
    accepted: count(left.accepted, right.accepted),
    rejected: count(left.rejected, right.rejected),
  };
}

function largest(left: Counts, right: Counts): Counts {
  return combine(left, right, larger, Math.max);
}

function sum(left: Counts, right: Counts): Counts {
  return combine(left, right, plus, (a, b) => a + b);
}
