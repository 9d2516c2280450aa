/** What the command line tells its caller. */
export enum ExitCode {
  FINE = 0,
  /** The work was done, and something was found that wants a look. */
  FINDINGS = 1,
  /** The call can not be carried out as it stands. */
  USAGE = 2,
  /** Our fault. */
  INTERNAL = 3,
}

/** A call that can not be carried out as it stands; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
