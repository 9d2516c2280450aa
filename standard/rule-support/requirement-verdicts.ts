import type { Fact } from '../facts';
import { rulesOf } from '../profile';
import type { CloudRequirements, Requirement } from '../requirement';
import { highestSeverity, isAtLeast, type Severity } from '../severity';
import { STRENGTHS, severityFor } from '../strength';
import { citedControl, Outcome, type ProfileControl, pass, type RuleMetadata, type Verdict } from './rule';

/** The result of a rule for one resource and one requirement. */
export interface RequirementResult {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
}

/** Evaluates a resource against requirements; `undefined` if they require nothing. */
export type Evaluate = (requirements: readonly Requirement[]) => Verdict | undefined;

/**
 * Combines the results of a rule for one resource: at most one failure, with the highest severity that a violated requirement has,
 * and the strictest of the strongest requirements with this severity. An undecided result is added if it may be more severe.
 */
export function combinedVerdicts(
  rule: RuleMetadata,
  subject: Fact,
  results: readonly RequirementResult[],
  evaluate: Evaluate,
): Verdict[] {
  const failed = severeFirst(rule, results, Outcome.FAIL);
  const open = severeFirst(rule, results, Outcome.UNDECIDED);
  const [first] = failed;
  const severity = first?.severity;
  const stated = strongest(failed.filter((each) => each.severity === severity));
  const verdicts: Verdict[] = [];
  if (first && severity !== undefined) {
    const verdict = evaluate(stated.map(({ requirement }) => requirement));
    verdicts.push({
      ...(verdict ?? first.verdict),
      severity,
      controls: controlsIn(rule, subject, failed, evaluate),
    });
  }
  const [mostSevere] = open;
  if (mostSevere && (severity === undefined || !isAtLeast(severity, mostSevere.severity)))
    verdicts.push({ ...mostSevere.verdict, controls: controlsIn(rule, subject, open, evaluate) });
  return verdicts.length > 0 ? verdicts : [pass(subject)];
}

/** The results with the greatest strength: a message states no recommendation as a demand. */
function strongest(results: readonly Weighted[]): Weighted[] {
  const strength = STRENGTHS.find((each) => results.some(({ requirement }) => requirement.strength === each));
  return results.filter(({ requirement }) => requirement.strength === strength);
}

type Weighted = RequirementResult & { readonly severity: Severity };

function severeFirst(
  rule: RuleMetadata,
  results: readonly RequirementResult[],
  outcome: Outcome,
): Weighted[] {
  const all = results
    .filter(({ verdict }) => verdict.outcome === outcome)
    .map((result): Weighted => {
      const { requirement, verdict } = result;
      return { ...result, severity: severityFor(requirement.strength, verdict.severity ?? rule.severity) };
    });
  const highest = highestSeverity(all.map(({ severity }) => severity));
  return all.toSorted((one, other) => Number(other.severity === highest) - Number(one.severity === highest));
}

/** The controls of requirements that the resource does not meet. */
function controlsIn(
  rule: RuleMetadata,
  { cloud }: Fact,
  results: readonly RequirementResult[],
  evaluate: Evaluate,
): ProfileControl[] {
  return results.flatMap(({ requirement }) => {
    const { profile, controls } = requirement;
    if (!profile) return [];
    const concerned = controls.filter(
      ({ control }) => control.clouds.includes(cloud) && rulesOf(control).includes(rule.id),
    );
    const violated = concerned.filter((part) => !isMet(evaluate([withClouds(requirement, part)])));
    // controls can be met one by one, but not together
    return (violated.length > 0 ? violated : concerned).map(({ control }) => citedControl(control, profile));
  });
}

function withClouds(requirement: Requirement, { aws, azure }: CloudRequirements): Requirement {
  return { ...requirement, aws, azure };
}

function isMet(verdict: Verdict | undefined): boolean {
  return verdict === undefined || verdict.outcome === Outcome.PASS;
}
