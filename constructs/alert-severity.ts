/** Severity of an alert, with the numbers of Azure Monitor. */
export enum AlertSeverity {
  CRITICAL = 0,
  ERROR = 1,
  WARNING = 2,
  INFORMATIONAL = 3,
  VERBOSE = 4,
}
