import {
  type AwsFlowLog,
  type AzureFlowLog,
  type Fact,
  isAwsFlowLog,
  isAzureFlowLog,
  type ResourceModel,
  type Value,
} from '../facts';
import { Outcome, undecidedBy, type Verdict } from './rule';

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

/**
 * Evaluates a known value, or each candidate of an unknown one. If the candidates have different outcomes, the verdict is
 * undecided, and states a candidate that violates the rule.
 */
export function whenKnown<T>(
  subject: Fact,
  value: Value<T>,
  evaluate: (value: T, at: string | undefined) => Verdict | Verdict[],
): Verdict[] {
  if (value.known) return [evaluate(value.value, value.at)].flat();
  const { candidates = [], reason, at } = value;
  const results = candidates.map((candidate) => [evaluate(candidate, at)].flat());
  return commonVerdicts(results) ?? [undecidedBy(subject, value, `${reason}${violationIn(results)}`)];
}

/** The verdicts of the first candidate, if those of every candidate have the same outcomes. */
function commonVerdicts(results: readonly Verdict[][]): Verdict[] | undefined {
  const outcomesOf = (verdicts: readonly Verdict[]) =>
    JSON.stringify(verdicts.map(({ outcome, subject }) => [outcome, subject.address]));
  const [first] = results;
  if (first === undefined) return undefined;
  return results.every((each) => outcomesOf(each) === outcomesOf(first)) ? first : undefined;
}

/** The violation by one of the candidates, as the end of a sentence. */
function violationIn(results: readonly Verdict[][]): string {
  const violation = results.flat().find(({ outcome }) => outcome === Outcome.FAIL);
  return violation?.message === undefined ? '' : `; with one of its values, ${violation.message}`;
}
