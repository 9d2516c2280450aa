import { VpcField } from '../fields';
import type { LogFormat } from '../format';
import { joined, namesIn } from './names-in-format';
import { hasFlags, hasOwnEnds, hasVerdict, hasVotes } from './record-commands';

const { BYTES, PACKETS, START, END, REJECT_REASON } = VpcField;

/** What a flow has measured of it. */
export enum FlowMeasure {
  BYTES = 'bytes',
  RECORDS = 'records',
  ANSWERS = 'answers',
  REJECTED = 'rejected',
  TIMES = 'times',
}

/** A column of flows: its value for the records of one observation point, and its value for all points. */
export interface FlowColumn {
  readonly name: string;
  /** Aggregate over the records that one point has of the flow. */
  readonly atPoint: string;
  /** Aggregate over the points. */
  readonly overPoints: 'max' | 'min' | 'sum' | 'sortsLast';
}

/** Returns the columns of flows that a format has. */
export function flowColumns(format: LogFormat, measures: readonly FlowMeasure[]): FlowColumn[] {
  const name = namesIn(format);
  const accepted = hasVerdict(format) ? 'accepted' : undefined;
  const bothWays = (
    column: string,
    overPoints: FlowColumn['overPoints'],
    of: (forward: string) => string,
  ) => [
    { name: `${column}_ab`, atPoint: of('forward'), overPoints },
    { name: `${column}_ba`, atPoint: of('(1 - forward)'), overPoints },
  ];
  const sum = (...factors: (string | undefined)[]) => `sum(${joined(' * ', factors)})`;
  const max = (...factors: (string | undefined)[]) => `max(${joined(' * ', factors)})`;
  const found: FlowColumn[] = bothWays('seen', 'max', (forward) => max(accepted, forward));
  if (accepted) found.push(...bothWays('denied', 'max', (forward) => max('(1 - accepted)', forward)));
  if (hasVotes(format)) {
    found.push({ name: 'opened_a', atPoint: 'sum(if(vote = 2 - forward, 1, 0))', overPoints: 'sum' });
    found.push({ name: 'opened_b', atPoint: 'sum(if(vote = 1 + forward, 1, 0))', overPoints: 'sum' });
  }
  if (hasOwnEnds(format)) {
    const own = (a: string, b: string) => `max(forward * ${a} + (1 - forward) * ${b})`;
    found.push({ name: 'own_a', atPoint: own('own_src', 'own_dst'), overPoints: 'max' });
    found.push({ name: 'own_b', atPoint: own('own_dst', 'own_src'), overPoints: 'max' });
  }
  if (hasFlags(format)) {
    found.push({ name: 'opening', atPoint: max(accepted, 'syn'), overPoints: 'max' });
    found.push({ name: 'flagged', atPoint: max('has_flags'), overPoints: 'max' });
  }
  if (hasFlags(format) && measures.includes(FlowMeasure.ANSWERS)) {
    found.push(...bothWays('syn_ack', 'max', (forward) => max(accepted, forward, 'syn_ack')));
    found.push(...bothWays('rst', 'max', (forward) => max(forward, 'rst')));
  }
  if (measures.includes(FlowMeasure.BYTES) && name(BYTES))
    found.push(...bothWays('byte', 'max', (forward) => sum(accepted, forward, name(BYTES))));
  if (measures.includes(FlowMeasure.RECORDS))
    found.push({ name: 'accepted_count', atPoint: accepted ? sum(accepted) : 'count(*)', overPoints: 'max' });
  if (accepted && (measures.includes(FlowMeasure.RECORDS) || measures.includes(FlowMeasure.REJECTED)))
    found.push({ name: 'rejected_count', atPoint: 'sum(1 - accepted)', overPoints: 'max' });
  if (accepted && measures.includes(FlowMeasure.REJECTED)) {
    if (name(PACKETS)) {
      const isMeasured = `max(if(accepted = 0 and ${name(PACKETS)} != "-", 1, 0))`;
      found.push({ name: 'rejected_measured', atPoint: isMeasured, overPoints: 'max' });
      const packets = sum('(1 - accepted)', name(PACKETS));
      found.push({ name: 'rejected_packet_sum', atPoint: packets, overPoints: 'max' });
    }
    if (name(REJECT_REASON))
      found.push({ name: 'reason', atPoint: `sortsLast(${name(REJECT_REASON)})`, overPoints: 'sortsLast' });
  }
  if (measures.includes(FlowMeasure.TIMES)) {
    if (name(START)) found.push({ name: 'first_start', atPoint: `min(${name(START)})`, overPoints: 'min' });
    if (name(END)) found.push({ name: 'last_end', atPoint: `max(${name(END)})`, overPoints: 'max' });
  }
  return found;
}
