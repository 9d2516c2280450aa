import type { CheckResult } from '../check';
import type { Fact } from '../facts';

/** Reporters name many resources of one result. */
const NAMES = new WeakMap<CheckResult['findings'], (subject: Fact) => string>();

/**
 * Returns a function that names resources in reports: by title, or by address if the findings concern several units and the
 * title does not contain its unit. Exceptions accept both.
 */
export function subjectNames({ findings }: Pick<CheckResult, 'findings'>): (subject: Fact) => string {
  const known = NAMES.get(findings);
  if (known) return known;
  const units = new Set(findings.flatMap(({ subject }) => (subject ? [subject.unit.name] : [])));
  const nameOf = ({ title, unit, address }: Fact) => {
    const name = unit.name || unit.artifact;
    const isNamed = title.startsWith(`${name}/`) || title === address;
    return units.size < 2 || isNamed ? title : address;
  };
  NAMES.set(findings, nameOf);
  return nameOf;
}
