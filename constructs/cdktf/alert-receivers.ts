import type { IWorkspace } from './azure-resources';

/** A workflow of Azure Logic Apps with an HTTP trigger. */
export interface LogicAppReceiver {
  /** ARM id of the workflow. */
  readonly workflowId: string;

  /** Callback URL of its trigger. It contains a signature, so pass a reference, such as the `callbackUrl` of the trigger. */
  readonly callbackUrl: string;
}

/** A webhook that Microsoft Entra ID protects. */
export interface SecureWebhookReceiver {
  /** URL (`https://...`). */
  readonly url: string;

  /** Object id of the Entra application that protects the webhook. */
  readonly objectId: string;

  /**
   * Identifier URI of the application (`api://...` or `https://...`).
   *
   * @default - Azure reads it from the application
   */
  readonly identifierUri?: string;

  /**
   * Tenant of the application.
   *
   * @default - the tenant of the subscription
   */
  readonly tenantId?: string;
}

/** A connection of the IT Service Management Connector, which creates tickets. */
export interface ItsmReceiver {
  /** Workspace of the connection. */
  readonly workspace: IWorkspace;

  /** Subscription of the workspace. */
  readonly subscriptionId: string;

  /** Id of the connection, a GUID. */
  readonly connectionId: string;

  /** Settings of the tickets as JSON, with `PayloadRevision` and `WorkItemType`. */
  readonly ticketConfiguration: string;
}

/**
 * The receivers of an alert. At least one receiver is required. The payload of all but tickets is the common alert schema.
 *
 * @example
 * const receivers: AlertReceivers = {
 *   emails: ['security@example.com'],
 *   webhooks: ['https://example.com/hook'],
 *   logicApps: [{ workflowId: workflow.id, callbackUrl: trigger.callbackUrl }],
 * };
 */
export interface AlertReceivers {
  /**
   * Email addresses.
   *
   * @default - none
   */
  readonly emails?: string[];

  /**
   * Webhook URLs (`https://...`).
   *
   * @default - none
   */
  readonly webhooks?: string[];

  /**
   * URLs of workflows in Microsoft Teams with the trigger "When a Teams webhook request is received". The workflow must read
   * the common alert schema: the templates that post to a channel expect an adaptive card, and fail with an alert.
   *
   * @default - none
   */
  readonly teamsWorkflows?: string[];

  /**
   * Webhooks that Microsoft Entra ID protects.
   *
   * @default - none
   */
  readonly secureWebhooks?: SecureWebhookReceiver[];

  /**
   * Workflows of Azure Logic Apps.
   *
   * @default - none
   */
  readonly logicApps?: LogicAppReceiver[];

  /**
   * Connections of the IT Service Management Connector. ServiceNow accepts incidents only.
   *
   * @default - none
   */
  readonly itsm?: ItsmReceiver[];

  /**
   * ARM ids of existing action groups. A rule has at most five action groups.
   *
   * @default - none
   */
  readonly actionGroupIds?: string[];
}
