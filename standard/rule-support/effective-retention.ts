import type { Unknown } from '../../flows/value';
import {
  type Fact,
  type FlowLog,
  FOREVER,
  isAzureFlowLog,
  known,
  type Retention,
  unknown,
  unknownAt,
  type Value,
} from '../facts';
import type { Requirement } from '../requirement';
import type { Related, Verdict } from './rule';

/** Whether each of several requirements treats a retention of 0 days as forever. */
export function zeroMeansForever(requirements: readonly Requirement[]): boolean {
  return requirements.every(({ azure }) => azure.zeroMeansForever);
}

/** The retention that results from several limits: the shortest limit applies. */
export interface EffectiveRetention {
  /**
   * The shortest certain limit: the longest candidate of an unknown limit is certain. An unknown limit can only shorten the
   * retention further.
   */
  readonly shortest: Retention;
  /** The resource that sets the shortest known limit: the flow log or its destination. */
  readonly owner?: Fact;
  /** The property of the owner that sets it. */
  readonly at?: string;
  /** An unknown limit, which may be shorter. */
  readonly open?: Unknown;
}

/** How long records are retained: limited by the destination and, on Azure, by the retention policy of the flow log. */
export function effectiveRetention(flowLog: FlowLog, isZeroForever = true): EffectiveRetention {
  return shortestOf(limitsOn(flowLog, isZeroForever));
}

/** How long records are immediately readable, without a restore from an archive. */
export function effectiveHotRetention(flowLog: FlowLog, isZeroForever = true): EffectiveRetention {
  const { destination } = flowLog;
  const ofDestination = destination.known ? destination.value.hotRetention : unknownAt(destination);
  const owner = setterOf(flowLog);
  return shortestOf([...limitsOn(flowLog, isZeroForever), { value: ofDestination, owner }]);
}

/** Whether a retention is at least a number of days. */
export function isAtLeastDays(retention: Retention, days: number): boolean {
  return retention === FOREVER || retention >= days;
}

/** `for 30 days`; `for at most 60 days` if it is unknown which of several periods applies. */
export function daysText({ shortest, open }: EffectiveRetention): string {
  return `for ${open ? 'at most ' : ''}${shortest} days`;
}

/** Where a limit is set: a property of the flow log, or a place in its destination. */
export function placeOf(flowLog: FlowLog, { owner, at }: EffectiveRetention): Pick<Verdict, 'at' | 'place'> {
  if (owner === undefined || owner === flowLog) return { ...(at !== undefined && { at }) };
  return { place: { fact: owner, ...(at !== undefined && { at }) } };
}

/** The destination of a flow log, as the end of a sentence. */
export function inDestination({ destination }: FlowLog): string {
  return destination.known ? ` in ${destination.value.title}` : '';
}

export function relatedDestination({ destination }: FlowLog): Related[] {
  return destination.known ? [{ label: 'the destination', fact: destination.value }] : [];
}

/** The resource that sets the retention in the destination; the flow log if the destination is unknown. */
function setterOf(flowLog: FlowLog): Fact {
  const { destination } = flowLog;
  return destination.known ? (destination.value.retentionSetBy ?? destination.value) : flowLog;
}

/** A limit on the retention, and the resource that sets it. */
interface Limit {
  readonly value: Value<Retention>;
  readonly owner: Fact;
}

function limitsOn(flowLog: FlowLog, isZeroForever: boolean): Limit[] {
  const { destination } = flowLog;
  const ofDestination: Limit = destination.known
    ? { value: destination.value.retention, owner: setterOf(flowLog) }
    : { value: unknownAt(destination), owner: flowLog };
  if (!isAzureFlowLog(flowLog)) return [ofDestination];
  const own = flowLog.retentionDays;
  if (!own.known || own.value !== 0) return [ofDestination, { value: own, owner: flowLog }];
  // a lifecycle rule of the account applies regardless of the meaning of 0
  const { value } = ofDestination;
  const isEndless = value.known && value.value === FOREVER;
  return isEndless && !isZeroForever ? [{ value: known(0, own.at), owner: flowLog }] : [ofDestination];
}

function shortestOf(limits: readonly Limit[]): EffectiveRetention {
  let shortest: Retention = FOREVER;
  let at: string | undefined;
  let setBy: Fact | undefined;
  let open: Unknown | undefined;
  for (const { value: limit, owner } of limits) {
    if (!limit.known) open ??= limit;
    const longest = longestOf(limit);
    if (longest === FOREVER) continue;
    if (!(longest >= 0)) {
      // tokens of an engine can be encoded as negative numbers or NaN
      open ??= unknown(`${longest} is not a number of days`, limit.at);
    } else if (shortest === FOREVER || longest < shortest) {
      [shortest, at, setBy] = [longest, limit.at, owner];
    }
  }
  return {
    shortest,
    ...(setBy && { owner: setBy }),
    ...(at !== undefined && { at }),
    ...(open && { open }),
  };
}

/** The longest retention that a limit allows. */
function longestOf(limit: Value<Retention>): Retention {
  if (limit.known) return limit.value;
  const { candidates = [] } = limit;
  const days = candidates.filter((each) => each !== FOREVER);
  return days.length === 0 || days.length < candidates.length ? FOREVER : Math.max(...days);
}
