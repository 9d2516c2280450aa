import { isAccepted, type LoggedRecord } from './record';

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIVE_MINUTES = 300_000;

/** The time to which the counters of a record belong: after `from`, up to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Hour of the record itself. */
  readonly hour: number;
}

/** The hour that contains a time. */
export function hourOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

/** The UTC day of a time, `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Returns the part of a count that belongs to each hour of a span. The parts sum to the count. */
export function sharesByHour(count: bigint, span: Span): Map<number, bigint> {
  const shares = new Map<number, bigint>();
  const hours = hoursOf(span);
  if (hours.length === 1) return new Map([[hours[0] as number, count]]);
  for (const hour of hours) {
    const share = until(count, span, hour + HOUR) - until(count, span, hour);
    shares.set(hour, share);
  }
  return shares;
}

/** The hours that a span touches, and the hour of the record. */
export function hoursOf({ from, to, hour: own }: Span): number[] {
  if (to <= from || to - from > DAY) return [own];
  const hours: number[] = [];
  for (let hour = hourOf(from); hour < to || hour <= own; hour += HOUR) hours.push(hour);
  return hours;
}

/** The part of a count up to a time, rounded down. */
function until(count: bigint, { from, to }: Span, time: number): bigint {
  const passed = Math.min(Math.max(time - from, 0), to - from);
  return (count * BigInt(passed)) / BigInt(to - from);
}

/** The hours in which a record has a part: its own hour, and those of its accepted, measured bytes. */
export function touchedHours(record: LoggedRecord, span: Span | undefined): number[] {
  if (!span) return [];
  const isMeasured = isAccepted(record) && (record.bytesOut !== null || record.bytesIn !== null);
  return isMeasured ? hoursOf(span) : [span.hour];
}

/** Returns the span of each record: AWS states it, Azure counts since the previous tuple of the flow. */
export function spansOf(records: readonly LoggedRecord[]): Map<LoggedRecord, Span> {
  const spans = new Map<LoggedRecord, Span>();
  const latest = new Map<string, number>();
  const ordered = [...records].filter(({ start }) => start !== null).sort(byTime);
  for (const record of ordered) {
    const start = record.start as number;
    if (record.cloud === 'aws') {
      spans.set(record, { from: start, to: record.end ?? start, hour: hourOf(start) });
      continue;
    }
    const flow = flowAtCard(record);
    const previous = latest.get(flow) ?? Number.NEGATIVE_INFINITY;
    spans.set(record, { from: Math.max(previous, start - FIVE_MINUTES), to: start, hour: hourOf(start) });
    latest.set(flow, start);
  }
  return spans;
}

function byTime(left: LoggedRecord, right: LoggedRecord): number {
  return (
    (left.start as number) - (right.start as number) ||
    compare(left.source, right.source) ||
    left.sourceRow - right.sourceRow
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** An Azure flow with its place of observation. */
function flowAtCard(record: LoggedRecord): string {
  const { account, logType, flowLog, mac, interfaceId, direction } = record;
  const { srcAddr, srcPort, dstAddr, dstPort, protocol } = record;
  const place = [account, logType, flowLog, mac, interfaceId, direction];
  return JSON.stringify([...place, srcAddr, srcPort, dstAddr, dstPort, protocol]);
}
