/** Severity of an alert, as Azure numbers it. */
export enum AlertSeverity {
  CRITICAL = 0,
  ERROR = 1,
  WARNING = 2,
  INFORMATIONAL = 3,
  VERBOSE = 4,
}

/** Who is told of an alert. At least one must be named. */
export interface AlertReceivers {
  /**
   * Addresses that get a mail.
   *
   * @default - none
   */
  readonly emails?: string[];

  /**
   * Webhooks (`https://...`) that are called, with the common alert schema.
   *
   * @default - none
   */
  readonly webhooks?: string[];

  /**
   * ARM ids of action groups that are there already.
   *
   * @default - none
   */
  readonly actionGroupIds?: string[];
}
