/** Severity of a finding. */
export enum Severity {
  /** The check stops. Exceptions cannot suppress it. */
  FATAL = 'fatal',
  ERROR = 'error',
  WARNING = 'warning',
  NOTE = 'note',
  /** The rule does not run. */
  OFF = 'off',
}

const ASCENDING: readonly Severity[] = [
  Severity.OFF,
  Severity.NOTE,
  Severity.WARNING,
  Severity.ERROR,
  Severity.FATAL,
];

/** Whether a severity is equal to or higher than a threshold. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return ASCENDING.indexOf(severity) >= ASCENDING.indexOf(threshold);
}

/** Returns the highest of several severities; `off` for none. */
export function highestSeverity(all: readonly Severity[]): Severity {
  return all.reduce((highest, each) => (isAtLeast(each, highest) ? each : highest), Severity.OFF);
}
