import type { Finding } from '../../standard/finding';
import { separateResults } from '../../standard/undecided/undecided-findings';

/** A finding for one rule and one resource. */
export interface RuleResult extends Finding {
  /** Whether the result is undecided: then `rule` is the rule that is undecided. */
  readonly isUndecided: boolean;
}

/** Returns the findings by rule and resource: an undecided result is a result of the rule that is undecided. */
export function resultsIn(findings: readonly Finding[]): RuleResult[] {
  return findings.flatMap(separateResults).map((finding) => {
    const { rule, undecidedRules: [undecidedRule] = [] } = finding;
    return { ...finding, rule: undecidedRule ?? rule, isUndecided: undecidedRule !== undefined };
  });
}
