/**
 * An Event Grid system topic of a storage account, in the subscription of the account.
 *
 * @example
 * const eventTopic: ExistingEventTopic = { name: 'raw-events', resourceGroupName: 'security', principalId };
 */
export interface ExistingEventTopic {
  /** Name of the topic. */
  readonly name: string;

  /** Resource group of the topic. */
  readonly resourceGroupName: string;

  /**
   * Principal id of the system-assigned identity of the topic. The construct grants it the role Storage Queue Data Message
   * Sender on the event queue. A topic without identity cannot deliver to the queue behind its firewall: enable the identity
   * first.
   */
  readonly principalId: string;
}
