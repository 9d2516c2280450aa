import { type FlowLog, FOREVER, isOfAzure, known, type Retention, unknown, type Value } from '../facts';
import type { RetentionStandard, Standard } from '../standard';

/** What a standard asks of how long records of a flow log are kept. */
export function retentionStandard({ cloud }: FlowLog, standard: Standard): RetentionStandard {
  return standard[cloud].retention;
}

/**
 * How long records are kept: as long as their place keeps them, and on Azure no longer than the flow log's own retention
 * says. Of two, one that is known to be sooner is enough to know.
 */
export function keptFor(flowLog: FlowLog, zeroMeansForever = true): Value<Retention> {
  const { sink } = flowLog;
  const inPlace: Value<Retention> = sink.known ? sink.value.retention : unknown(sink.reason, sink.at);
  if (!isOfAzure(flowLog)) return inPlace;
  const own = flowLog.retentionDays;
  if (!own.known) return unknown(own.reason, own.at);
  if (own.value === 0)
    return inPlace.known && inPlace.value === FOREVER && !zeroMeansForever ? known(0, own.at) : inPlace;
  if (!inPlace.known) return unknown(inPlace.reason, own.at);
  return known(sooner(own.value, inPlace.value), own.at);
}

/** How long records can be read at once. */
export function hotFor(flowLog: FlowLog, zeroMeansForever = true): Value<Retention> {
  const kept = keptFor(flowLog, zeroMeansForever);
  const { sink } = flowLog;
  if (!sink.known) return unknown(sink.reason, sink.at);
  const { hotRetention } = sink.value;
  if (!kept.known) return kept;
  if (!hotRetention.known) return hotRetention;
  return known(sooner(kept.value, hotRetention.value), kept.at);
}

/** Whether a retention is as long as so many days. */
export function isAtLeastDays(retention: Retention, days: number): boolean {
  return retention === FOREVER || retention >= days;
}

function sooner(one: Retention, other: Retention): Retention {
  if (one === FOREVER) return other;
  return other === FOREVER ? one : Math.min(one, other);
}
