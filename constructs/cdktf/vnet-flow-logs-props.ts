import type { TerraformProvider } from 'cdktf';
import type { FlowLogFilter } from '../../azure/flow-log/flow-log-filter';
import type { RecordType } from '../../azure/flow-log/record-type';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { INetwork, IStorageAccount } from './azure-resources';
import type { FlowLogIdentity } from './flow-log-identity';
import type { FlowLogTarget } from './flow-log-target';
import type { IFlowLake } from './i-flow-lake';
import type { NetworkWatcher } from './network-watcher';
import type { TrafficAnalytics } from './traffic-analytics';

/** Props of `VnetFlowLogs`. */
export interface VnetFlowLogsProps {
  /**
   * Virtual network to log.
   *
   * @default - the target in `target`
   */
  readonly network?: INetwork;

  /**
   * Target of the flow log, if it is not a whole virtual network.
   *
   * @default - the network in `network`
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.subnet(subnet, network) });
   */
  readonly target?: FlowLogTarget;

  /**
   * Lake that stores the flow logs, in the region of the target.
   *
   * @default - the stack's lake for that region, created on first use. It is required if several networks have locations that
   *   are known only after deployment, such as those of data sources
   * @example
   * const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
   * new VnetFlowLogs(stack, 'FlowLogs', { network, lake });
   */
  readonly lake?: IFlowLake;

  /**
   * Your own storage account instead of a lake: standard tier, general purpose v2, in the region of the target, open to
   * trusted Azure services, and without lifecycle rules, which a retention overwrites.
   *
   * @default - the account of the lake
   */
  readonly storageAccount?: IStorageAccount;

  /**
   * Network watcher of the region.
   *
   * @default NetworkWatcher.existing()
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', { network, networkWatcher: NetworkWatcher.named('watcher', 'operations') });
   */
  readonly networkWatcher?: NetworkWatcher;

  /**
   * Traffic Analytics of the flow log. `TrafficAnalytics.off(workspace)` disables it again.
   *
   * @default - off for the workspace of the lake; omitted with your own storage account
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', { network, trafficAnalytics: TrafficAnalytics.on(workspace) });
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /**
   * Format standard of the team. It sets the default retention. A prop that violates a setting of its file or a
   * demand of a profile is an error.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * Retention of the flow log's blobs in days, 1 to 365.
   *
   * @default - the retention that the standard requires, at least 90; an error if it requires more than 365
   */
  readonly retentionDays?: number;

  /**
   * Whether to retain the blobs forever.
   *
   * @default false
   */
  readonly retainForever?: boolean;

  /**
   * Filter of the flow log (preview). The flow log records nothing of the flows that do not match, so counts and sums over
   * it, and over the rows of Traffic Analytics, are those of the matching flows only. A filter reduces the cost of
   * collection, storage and processing, which are billed by the recorded data.
   *
   * azurerm has no such argument: with a filter, record types or an identity, the flow log is an `azapi_resource`, and the
   * stack needs the provider `Azure/azapi` and Terraform 1.8 or later, which moves the state of an existing flow log of
   * azurerm and updates it in place. It cannot move the state back. To remove a filter, set `recordTypes` to all types and keep the
   * flow log with azapi; or, after that deployment, remove the props, run `terraform state rm` on the `azapi_resource` and
   * `terraform import` on the `azurerm_network_watcher_flow_log` of the same name.
   *
   * @default - no filter
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', {
   *   network,
   *   filter: FlowLogFilter.equals(FilterField.DST_PORT, '22', '3389').or(
   *     FlowLogFilter.equals(FilterField.DIRECTION, 'Outbound'),
   *   ),
   * });
   */
  readonly filter?: FlowLogFilter;

  /**
   * Types of the records that the flow log contains (preview). Packets and bytes are in the records of continuing and ended
   * flows, each since the previous record: without one of these types, sums are too low. Without `DENY`, denied flows are
   * missing. Without `BEGIN`, flows that last less than five minutes appear when they end. `filter` describes how Terraform
   * deploys it.
   *
   * @default - all types
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', { network, recordTypes: [RecordType.CONTINUE, RecordType.END, RecordType.DENY] });
   */
  readonly recordTypes?: RecordType[];

  /**
   * User-assigned identity with which Network Watcher writes to the storage account, instead of the keys of the account.
   * `filter` describes how Terraform deploys it.
   *
   * Source: Azure Network Watcher documentation, "Managed identity for virtual network flow logs". Whether Network Watcher
   * writes to an account without keys if the flow log has no identity is not documented: see `rawAccessKeys` of `FlowLake`.
   *
   * @default - none
   * @example
   * new VnetFlowLogs(stack, 'FlowLogs', { network, identity: FlowLogIdentity.create(resourceGroup) });
   */
  readonly identity?: FlowLogIdentity;

  /**
   * Whether the flow log is enabled.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Name of the flow log, up to 80 characters. Changing it replaces the flow log.
   *
   * @default - the target's name and a hash of the construct's path
   */
  readonly flowLogName?: string;

  /**
   * Whether another flow log of the app may cover the same traffic.
   *
   * @default false
   */
  readonly mayOverlap?: boolean;

  /**
   * Provider of the resources: the provider of the target's subscription.
   *
   * @default - the provider of the construct around it, or the provider without alias
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the flow log.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
