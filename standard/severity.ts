/** How much a finding weighs. */
export enum Severity {
  /** Nothing else can be said until it is mended; it can not be suppressed. */
  FATAL = 'fatal',
  ERROR = 'error',
  WARNING = 'warning',
  NOTE = 'note',
  /** Not looked at. */
  OFF = 'off',
}

const WEIGHTS: readonly Severity[] = [
  Severity.OFF,
  Severity.NOTE,
  Severity.WARNING,
  Severity.ERROR,
  Severity.FATAL,
];

/** Whether a severity weighs as much as another one, or more. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return WEIGHTS.indexOf(severity) >= WEIGHTS.indexOf(least);
}
