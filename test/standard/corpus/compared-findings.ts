import type { Finding } from '../../../standard/finding';
import { type RuleResult, resultsIn } from '../../support/rule-results';

/** Findings of two artifacts of one app, by rule and resource. */
export interface ComparedFindings {
  /** Results that both artifacts decide: `FLS101 aws_vpc.Vpc`, sorted. */
  readonly decided: { readonly one: readonly string[]; readonly other: readonly string[] };
  /** Results that at least one artifact cannot decide, sorted. */
  readonly undecided: readonly string[];
}

/** Compares the findings of two artifacts of one app, without the results that one of them cannot decide. */
export function comparedFindings(one: readonly Finding[], other: readonly Finding[]): ComparedFindings {
  const undecided = new Set(
    resultsIn([...one, ...other]).flatMap((each) => (isUndecided(each) ? [resultOf(each)] : [])),
  );
  const decidedIn = (findings: readonly Finding[]) =>
    [...new Set(resultsIn(findings).map(resultOf))].filter((result) => !undecided.has(result)).sort();
  return { decided: { one: decidedIn(one), other: decidedIn(other) }, undecided: [...undecided].sort() };
}

/** A part that was not read is undecided, too. */
function isUndecided({ rule, isUndecided: isOpen }: RuleResult): boolean {
  return isOpen || rule === 'FLS002';
}

function resultOf({ rule, subject }: RuleResult): string {
  return `${rule} ${subject?.localName ?? ''}`;
}
