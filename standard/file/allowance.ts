import { highestSeverity, Severity } from '../severity';

/** How a standard treats a setting that it does not require. */
export enum Allowance {
  ALLOW = 'allow',
  /** Report a warning. */
  WARN = 'warn',
  /** Report an error. */
  DENY = 'deny',
}

/** The severity of a setting that is not required, by its allowance. */
export const ALLOWANCE_SEVERITIES: Readonly<Record<Allowance, Severity>> = {
  [Allowance.ALLOW]: Severity.OFF,
  [Allowance.WARN]: Severity.WARNING,
  [Allowance.DENY]: Severity.ERROR,
};

/** The severity of the strictest allowance; `off` if none is given. */
export function allowanceSeverity(all: readonly (Allowance | undefined)[]): Severity {
  return highestSeverity(all.map((each = Allowance.ALLOW) => ALLOWANCE_SEVERITIES[each]));
}
