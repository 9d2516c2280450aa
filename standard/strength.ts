import { isAtLeast, Severity } from './severity';

/** How strongly the text of a framework states a requirement. */
export enum Strength {
  /** The control or its audit procedure requires it. */
  DEMANDED = 'demanded',
  /** The text recommends it, and no audit procedure checks it. */
  RECOMMENDED = 'recommended',
  /** The text does not contain it: it is how this package applies the control to flow logs. */
  OUR_READING = 'our reading',
}

/** All strengths, the strongest first. */
export const STRENGTHS: readonly Strength[] = [Strength.DEMANDED, Strength.RECOMMENDED, Strength.OUR_READING];

const HIGHEST: Readonly<Record<Strength, Severity>> = {
  [Strength.DEMANDED]: Severity.ERROR,
  [Strength.RECOMMENDED]: Severity.WARNING,
  [Strength.OUR_READING]: Severity.NOTE,
};

/** Returns the severity of a finding on a requirement: that of the rule, but at most that of the strength. */
export function severityFor(strength: Strength, severity: Severity): Severity {
  const highest = HIGHEST[strength];
  return isAtLeast(severity, highest) ? highest : severity;
}
