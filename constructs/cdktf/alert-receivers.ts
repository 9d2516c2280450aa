/** Severity of an alert, with the numbers of Azure Monitor. */
export enum AlertSeverity {
  CRITICAL = 0,
  ERROR = 1,
  WARNING = 2,
  INFORMATIONAL = 3,
  VERBOSE = 4,
}

/**
 * The receivers of an alert. At least one receiver is required.
 *
 * @example
 * const receivers: AlertReceivers = { emails: ['security@example.com'], webhooks: ['https://example.com/hook'] };
 */
export interface AlertReceivers {
  /**
   * Email addresses.
   *
   * @default - none
   */
  readonly emails?: string[];

  /**
   * Webhook URLs (`https://...`). The payload is the common alert schema.
   *
   * @default - none
   */
  readonly webhooks?: string[];

  /**
   * ARM ids of existing action groups.
   *
   * @default - none
   */
  readonly actionGroupIds?: string[];
}
