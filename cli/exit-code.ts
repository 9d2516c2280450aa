/** Exit codes of `flow-logs`. */
export enum ExitCode {
  SUCCESS = 0,
  /** The command did its work and has findings, failed to read some input files, or has an empty result of a full input. */
  FINDINGS = 1,
  /** The arguments or the environment prevent the command from doing its work. The error message states the fix. */
  USAGE_ERROR = 2,
  /** A defect of `flow-logs`, or an artifact in which nothing was understood. */
  INTERNAL_ERROR = 3,
}
