import type * as sns from 'aws-cdk-lib/aws-sns';

/**
 * The receivers of an alert. At least one receiver is required.
 *
 * @example
 * const receivers: AlertReceivers = {
 *   emails: ['security@example.com'],
 *   webhooks: ['https://example.com/hook'],
 * };
 */
export interface AlertReceivers {
  /**
   * Email addresses. Each receives a mail with a link and must confirm the subscription.
   *
   * @default - none
   */
  readonly emails?: string[];

  /**
   * Webhook URLs (`https://...`). Each receives a request with a link and must confirm the subscription.
   *
   * @default - none
   */
  readonly webhooks?: string[];

  /**
   * Existing topic that receives the messages, for other subscriptions, such as those of a chat or a queue. If its policy is
   * not part of the app, it must allow the account of the alert to publish.
   *
   * @default - a new topic
   */
  readonly topic?: sns.ITopic;
}
