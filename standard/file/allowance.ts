/** How a standard treats a setting that it does not require. */
export enum Allowance {
  ALLOW = 'allow',
  /** Report a warning. */
  WARN = 'warn',
  /** Report an error. */
  DENY = 'deny',
}
