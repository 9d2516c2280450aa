import type { TerraformProvider } from 'cdktf';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { INetwork, IStorageAccount } from './azure-resources';
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
   * @default - the stack's lake for that region, created on first use
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
   * @default - the provider without alias
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the flow log.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
