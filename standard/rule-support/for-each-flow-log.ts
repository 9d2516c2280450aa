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

/** Verdicts on every flow log of AWS. */
export function forEachAwsFlowLog(
  model: ResourceModel,
  judge: (flowLog: AwsFlowLog) => Verdict | Verdict[],
): Verdict[] {
  return model.flowLogs.filter(isAwsFlowLog).flatMap(judge);
}

/** Verdicts on every flow log of Azure. */
export function forEachAzureFlowLog(
  model: ResourceModel,
  judge: (flowLog: AzureFlowLog) => Verdict | Verdict[],
): Verdict[] {
  return model.flowLogs.filter(isAzureFlowLog).flatMap(judge);
}

/** A verdict on a value that is known; undecided, with the reason, on one that is not. */
export function whenKnown<T>(
  subject: Fact,
  value: Value<T>,
  judge: (value: T, at: string | undefined) => Verdict | Verdict[],
): Verdict[] {
  if (!value.known) return [undecided(subject, value.reason, value.at)];
  return [judge(value.value, value.at)].flat();
}
