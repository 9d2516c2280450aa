import type { FlowLog, Sink } from '../facts';
import type { AllowedDestination } from '../file/schema';
import { fits } from './glob';
import { type Answer, allOf } from './three-valued';

/** Whether records go to a place that a standard names. */
export function isInPlace({ sink }: Pick<FlowLog, 'sink'>, allowed: AllowedDestination): Answer {
  if (allowed.name === undefined && allowed.account === undefined) return true;
  return sink.known ? isPlace(sink.value, allowed) : undefined;
}

/** Whether a sink is the place that is allowed. */
export function isPlace(sink: Sink, { name, account }: AllowedDestination): Answer {
  return allOf([
    name === undefined || (sink.name.known ? fits(name, sink.name.value) : undefined),
    account === undefined || (sink.account.known ? sink.account.value === account : undefined),
  ]);
}
