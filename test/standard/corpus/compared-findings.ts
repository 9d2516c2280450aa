import type { Finding } from '../../../standard/finding';

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
    [one, other].flat().flatMap((each) => (isUndecided(each) ? [resultOf(each)] : [])),
  );
  const decidedIn = (findings: readonly Finding[]) =>
    [...new Set(findings.map(resultOf))].filter((result) => !undecided.has(result)).sort();
  return { decided: { one: decidedIn(one), other: decidedIn(other) }, undecided: [...undecided].sort() };
}

function isUndecided({ rule }: Finding): boolean {
  return rule === 'FLS002';
}

function resultOf({ rule, undecidedRule, subject }: Finding): string {
  return `${undecidedRule ?? rule} ${subject?.localName ?? ''}`;
}
