import { type Span, sharesByHour, spansOf, touchedHours } from './hours';
import { groupBy, least, most, plus } from './measures';
import { isSpecial } from './ours';
import {
  destinationOf,
  type End,
  goesToNatGateway,
  isAccepted,
  isAtNatGateway,
  isAtRegionalGateway,
  type LoggedRecord,
  loggedPlace,
  loggedSide,
  sourceOf,
} from './record';

/** The two ends of a conversation in a fixed order, and what distinguishes it from others. */
export interface Conversation {
  readonly cloud: string;
  /** The network, if two networks with equal ranges have this conversation. */
  readonly split: string | null;
  readonly protocol: number | null;
  readonly a: End;
  readonly b: End;
}

/** What one observation point logged of a conversation in one hour. */
export interface Observation {
  readonly conversation: Conversation;
  readonly hour: number;
  /** Records that begin in this hour. */
  readonly records: readonly LoggedRecord[];
  /** Records with a part in this hour. */
  readonly touching: readonly LoggedRecord[];
  bytesAb: bigint | null;
  bytesBa: bigint | null;
  packetsAb: bigint | null;
  packetsBa: bigint | null;
  rejectedPackets: bigint | null;
  firstSeen: number | null;
  lastSeen: number | null;
}

/** Whether the record is in the order of the conversation: its source is `a`. */
export function isForward(record: LoggedRecord): boolean {
  const source = sourceOf(record);
  const destination = destinationOf(record);
  if (source.address !== destination.address) return source.address < destination.address;
  return source.port <= destination.port;
}

/** The end that is the logged interface. */
export function ownEnd(record: LoggedRecord): 'a' | 'b' | null {
  const side = loggedSide(record);
  if (side === null) return null;
  return (side === 'src') === isForward(record) ? 'a' : 'b';
}

/** The end that opened the connection, by this record alone. */
export function votedEnd(record: LoggedRecord): 'a' | 'b' | null {
  const side = record.initiator ?? openerAtGateway(record);
  if (side === null) return null;
  return (side === 'src') === isForward(record) ? 'a' : 'b';
}

/** The side that opened a connection through a NAT gateway: its client, or the gateway at the internet. */
function openerAtGateway(record: LoggedRecord): 'src' | 'dst' | null {
  const { direction, srcAddr, dstAddr, pktSrc, pktDst } = record;
  if (goesToNatGateway(record)) return 'src';
  if (isAtRegionalGateway(record)) return srcAddr !== null && isSpecial(srcAddr) ? 'src' : 'dst';
  if (!isAtNatGateway(record) || pktSrc === null || pktDst === null) return null;
  if (direction === 'ingress') return dstAddr === pktDst ? 'dst' : 'src';
  if (direction === 'egress') return srcAddr === pktSrc ? 'src' : 'dst';
  return null;
}

/** Returns the observations of all conversations. */
export function observe(records: readonly LoggedRecord[]): Observation[] {
  const spans = spansOf(records);
  const traffic = records.filter((record) => record.srcAddr !== null);
  const found: Observation[] = [];
  for (const ofTuple of groupBy(traffic, tupleOf).values()) {
    const isSplit = hasEqualRanges(ofTuple);
    for (const ofPoint of groupBy(ofTuple, (record) => [
      isSplit && record.network,
      pointOf(record),
    ]).values()) {
      found.push(...byHour(ofPoint, isSplit, spans));
    }
  }
  return found;
}

function byHour(
  records: readonly LoggedRecord[],
  isSplit: boolean,
  spans: ReadonlyMap<LoggedRecord, Span>,
): Observation[] {
  const hours = new Map<number, GrowingObservation>();
  for (const record of records) {
    const span = spans.get(record);
    if (!span || record.start === null) continue;
    const at = (hour: number) => {
      const known = hours.get(hour) ?? emptyObservation(conversationOf(record, isSplit), hour);
      hours.set(hour, known);
      return known;
    };
    at(span.hour).records.push(record);
    addCounts(record, span, at);
    for (const hour of touchedHours(record, span)) {
      const part = at(hour);
      part.touching.push(record);
      part.firstSeen = least(part.firstSeen, record.start);
      part.lastSeen = most(part.lastSeen, record.end ?? record.start);
    }
  }
  return [...hours.values()];
}

/** Adds the parts of the counters to their hours. Only accepted traffic counts as traffic. */
function addCounts(record: LoggedRecord, span: Span, at: (hour: number) => Observation): void {
  const forward = isForward(record);
  const add = (count: bigint | null, into: Counter) => {
    if (count === null) return;
    for (const [hour, share] of sharesByHour(count, span)) {
      const observation = at(hour);
      observation[into] = plus(observation[into], share);
    }
  };
  if (!isAccepted(record)) {
    const own = at(span.hour);
    own.rejectedPackets = plus(own.rejectedPackets, record.packetsOut);
    return;
  }
  add(record.bytesOut, forward ? 'bytesAb' : 'bytesBa');
  add(record.bytesIn, forward ? 'bytesBa' : 'bytesAb');
  add(record.packetsOut, forward ? 'packetsAb' : 'packetsBa');
  add(record.packetsIn, forward ? 'packetsBa' : 'packetsAb');
}

type Counter = 'bytesAb' | 'bytesBa' | 'packetsAb' | 'packetsBa';
type GrowingObservation = Observation & { records: LoggedRecord[]; touching: LoggedRecord[] };

function emptyObservation(conversation: Conversation, hour: number): GrowingObservation {
  return {
    conversation,
    hour,
    records: [],
    touching: [],
    bytesAb: null,
    bytesBa: null,
    packetsAb: null,
    packetsBa: null,
    rejectedPackets: null,
    firstSeen: null,
    lastSeen: null,
  };
}

function conversationOf(record: LoggedRecord, isSplit: boolean): Conversation {
  const ends = [sourceOf(record), destinationOf(record)] as const;
  const [a, b] = isForward(record) ? ends : ([ends[1], ends[0]] as const);
  return { cloud: record.cloud, split: isSplit ? record.network : null, protocol: record.protocol, a, b };
}

function tupleOf(record: LoggedRecord): unknown {
  const { a, b, cloud, protocol } = conversationOf(record, false);
  return [cloud, protocol, a.address, a.port, b.address, b.port];
}

/** Where, by which flow log, and in which direction a record was logged. */
function pointOf(record: LoggedRecord): unknown {
  const { cloud, account, logType, flowLog, direction } = record;
  return [cloud, account, logType, flowLog, loggedPlace(record), direction];
}

/** Whether one end of a conversation is an interface in two networks: then they are two conversations. */
function hasEqualRanges(records: readonly LoggedRecord[]): boolean {
  return (['a', 'b'] as const).some((end) => {
    const networks = records.filter((record) => ownEnd(record) === end).map(({ network }) => network);
    return new Set(networks.filter((network) => network !== null)).size > 1;
  });
}
