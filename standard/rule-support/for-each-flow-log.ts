import {
  type AwsFlowLog,
  type AzureFlowLog,
  type Fact,
  isAwsFlowLog,
  isAzureFlowLog,
  type ResourceModel,
  type Value,
} from '../facts';
import { undecided, type Verdict } from './rule';

/** Evaluates every AWS flow log. */
export function forEachAwsFlowLog(
  model: ResourceModel,
  evaluate: (flowLog: AwsFlowLog) => Verdict | Verdict[],
): Verdict[] {
  return model.flowLogs.filter(isAwsFlowLog).flatMap(evaluate);
}

/** Evaluates every Azure flow log. */
export function forEachAzureFlowLog(
  model: ResourceModel,
  evaluate: (flowLog: AzureFlowLog) => Verdict | Verdict[],
): Verdict[] {
  return model.flowLogs.filter(isAzureFlowLog).flatMap(evaluate);
}

/** Evaluates a known value. For an unknown value, returns an undecided verdict with the reason. */
export function whenKnown<T>(
  subject: Fact,
  value: Value<T>,
  evaluate: (value: T, at: string | undefined) => Verdict | Verdict[],
): Verdict[] {
  if (!value.known) return [undecided(subject, value.reason, value.at)];
  return [evaluate(value.value, value.at)].flat();
}
