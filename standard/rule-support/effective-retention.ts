import { type FlowLog, FOREVER, isAzureFlowLog, known, type Retention, unknown, type Value } from '../facts';
import type { Unknown } from '../facts/value';
import type { RetentionStandard, Standard } from '../standard';
import type { Related } from './rule';

/** What a standard asks of how long records of a flow log are kept. */
export function retentionStandard({ cloud }: FlowLog, standard: Standard): RetentionStandard {
  return standard[cloud].retention;
}

/** How long something stays of which several say how long: the soonest counts. */
export interface EffectiveRetention {
  /** Of those that are known. No longer than so, whatever the others say. */
  readonly soonest: Retention;
  /** Where the soonest stands. */
  readonly at?: string;
  /** One that is not known, and may be sooner. */
  readonly open?: Unknown;
}

/** How long records are kept: as long as their place keeps them, and on Azure no longer than the flow log itself says. */
export function effectiveRetention(flowLog: FlowLog, zeroMeansForever = true): EffectiveRetention {
  return soonestOf(limitsOn(flowLog, zeroMeansForever));
}

/** How long records can be read at once. */
export function effectiveHotRetention(flowLog: FlowLog, zeroMeansForever = true): EffectiveRetention {
  const { destination } = flowLog;
  const inPlace = destination.known
    ? destination.value.hotRetention
    : unknown(destination.reason, destination.at);
  return soonestOf([...limitsOn(flowLog, zeroMeansForever), inPlace]);
}

/** Whether a retention is as long as so many days. */
export function isAtLeastDays(retention: Retention, days: number): boolean {
  return retention === FOREVER || retention >= days;
}

/** Where records are kept, as the end of a sentence. */
export function inDestination({ destination }: FlowLog): string {
  return destination.known ? ` in ${destination.value.title}` : '';
}

export function relatedDestination({ destination }: FlowLog): Related[] {
  return destination.known ? [{ label: 'where records are kept', fact: destination.value }] : [];
}

function limitsOn(flowLog: FlowLog, zeroMeansForever: boolean): Value<Retention>[] {
  const { destination } = flowLog;
  const inPlace: Value<Retention> = destination.known
    ? destination.value.retention
    : unknown(destination.reason, destination.at);
  if (!isAzureFlowLog(flowLog)) return [inPlace];
  const own = flowLog.retentionDays;
  if (!own.known || own.value !== 0) return [inPlace, own];
  // an account that deletes them says how long, whatever 0 means
  const isEndless = inPlace.known && inPlace.value === FOREVER;
  return isEndless && !zeroMeansForever ? [known(0, own.at)] : [inPlace];
}

function soonestOf(limits: readonly Value<Retention>[]): EffectiveRetention {
  let soonest: Retention = FOREVER;
  let at: string | undefined;
  let open: Unknown | undefined;
  for (const limit of limits) {
    if (!limit.known) open ??= limit;
    else if (limit.value !== FOREVER && !(limit.value >= 0)) {
      // no token of an engine, and no text, is taken for days
      open ??= unknown(`${limit.value} is no number of days`, limit.at);
    } else if (soonest === FOREVER || (limit.value !== FOREVER && limit.value < soonest)) {
      [soonest, at] = [limit.value, limit.at];
    }
  }
  return { soonest, ...(at !== undefined && { at }), ...(open && { open }) };
}
