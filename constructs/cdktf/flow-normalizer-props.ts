import type { AlertReceivers } from './alert-receivers';
import type { IResourceGroup } from './azure-resources';
import type { ExistingEventTopic } from './existing-event-topic';
import type { FunctionCode } from './function-code';
import type { NormalizedLake } from './normalized-lake';
import type { NormalizerEnrichment } from './normalizer-enrichment';

/** Destination of normalized rows. */
export enum FlowSink {
  /** Parquet files in the lake's container. */
  TABLE = 'table',
  /**
   * The table `NetworkFlows_CL` of the lake's workspace, charged per GB ingested. Rejects are still written to the lake's
   * container.
   */
  WORKSPACE = 'workspace',
  /** Both. */
  TABLE_AND_WORKSPACE = 'table and workspace',
}

/** Private DNS zones in which storage endpoints are registered. */
export interface StorageDnsZones {
  /** ARM id of the zone `privatelink.blob.core.windows.net`. */
  readonly blobZoneId: string;

  /** ARM id of the zone `privatelink.queue.core.windows.net`. */
  readonly queueZoneId: string;
}

/**
 * Options of the normalizer. Exactly one of `subnetId` and `openStorage` is required: it determines how the function
 * reaches storage accounts behind firewalls.
 *
 * @example
 * const normalizer: FlowNormalizerOptions = { subnetId: functionSubnet.id, alarm: { emails: ['ops@example.com'] } };
 */
export interface FlowNormalizerOptions {
  /**
   * Destination of the rows.
   *
   * @default FlowSink.TABLE
   * @example
   * const normalizer: FlowNormalizerOptions = { subnetId: functionSubnet.id, sink: FlowSink.WORKSPACE };
   */
  readonly sink?: FlowSink;

  /**
   * ARM id of the function's subnet: delegated to Microsoft.App/environments, /27 or larger, without an underscore in its
   * name, and with the service endpoint Microsoft.Storage unless there are private endpoints.
   *
   * @default - none; requires `openStorage`
   */
  readonly subnetId?: string;

  /**
   * Whether to open the storage accounts to all networks, for a function outside a virtual network. Access then depends on
   * identities only; the accounts have no keys.
   *
   * @default false
   */
  readonly openStorage?: boolean;

  /**
   * ARM id of the subnet for private endpoints of the storage accounts. It must be reachable from the function's subnet.
   *
   * @default - none: the firewalls of the accounts allow the function's subnet
   */
  readonly privateEndpointSubnetId?: string;

  /**
   * Private DNS zones that these endpoints are entered into; the function's network must be linked to them.
   *
   * @default - none: another mechanism, such as a policy, registers the endpoints
   */
  readonly privateDnsZones?: StorageDnsZones;

  /**
   * How the code gets to the function.
   *
   * @default FunctionCode.publish()
   * @example
   * const normalizer: FlowNormalizerOptions = { subnetId: functionSubnet.id, code: FunctionCode.external() };
   */
  readonly code?: FunctionCode;

  /**
   * Event Grid system topic of the account of raw flow logs, if one exists: Azure allows one per account, and Defender for
   * Storage creates one to scan uploads. The construct adds its event subscription to it.
   *
   * @default - a new topic. The deployment fails with "Only one system topic is allowed per source" if the account has one
   * @example
   * const eventTopic = { name: topic.name, resourceGroupName: 'security', principalId: topic.identity.principalId };
   * new FlowLake(stack, 'Lake', { location, normalizer: { subnetId: functionSubnet.id, eventTopic } });
   */
  readonly eventTopic?: ExistingEventTopic;

  /**
   * Maximum number of concurrent function instances, 1 to 1000.
   *
   * @default 40
   */
  readonly maximumInstances?: number;

  /**
   * Hours that the hourly sweep covers to recover lost events, including the current hour.
   *
   * @default 6
   */
  readonly sweepHours?: number;

  /**
   * Threat lists and MaxMind databases that fill the enrichment columns of the rows.
   *
   * @default - the enrichment columns are null
   * @example
   * const normalizer: FlowNormalizerOptions = { subnetId: functionSubnet.id, enrichment: {} };
   */
  readonly enrichment?: NormalizerEnrichment;

  /**
   * Whether the files of the tables have only encodings that old readers support, such as Spark before 3.3 and the serverless
   * SQL pools of Azure Synapse. The files are larger. Files that exist are not written again.
   *
   * @default false
   */
  readonly compatibleFiles?: boolean;

  /**
   * Whether the function logs to Application Insights in the lake's workspace.
   *
   * @default true
   */
  readonly applicationInsights?: boolean;

  /**
   * Resource group of Application Insights. Azure adds the action group `Application Insights Smart Detection` to it, which
   * stays at `terraform destroy`: if Terraform created the group, delete the action group first, or set
   * `preventDeletionIfContainsResources: false` in the features of the provider.
   *
   * @default - a new group, which Terraform can delete
   */
  readonly insightsResourceGroup?: IResourceGroup;

  /**
   * Receivers of the alarms, by `actionGroupIds` for example: messages in the poison queue, repeated failures, late rows, a
   * function that does not run, rejects, and lost records. Requires Application Insights.
   *
   * @default - only the alarm on the poison queue, without receivers, which is visible among the alerts of the portal
   * @example
   * const normalizer: FlowNormalizerOptions = {
   *   subnetId: functionSubnet.id,
   *   alarm: { teamsWorkflows: ['https://example.com/workflow'] },
   * };
   */
  readonly alarm?: AlertReceivers;

  /**
   * Whether to create the alarm on messages in the poison queue, whose blobs are missing in the table. Azure charges for the
   * alert rule.
   *
   * @default - true with Application Insights
   */
  readonly poisonAlarm?: boolean;
}

/** Props of `FlowNormalizer`. */
export interface FlowNormalizerProps extends FlowNormalizerOptions {
  /** The lake whose flow logs are normalized. */
  readonly lake: NormalizedLake;
}
