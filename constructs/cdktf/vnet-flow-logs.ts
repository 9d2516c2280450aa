import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { Annotations, type TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DEFAULT_RETENTION_DAYS, retentionOf, SCANNED_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { REGISTRATION_ADVICE } from '../../azure/resource-providers';
import { azureRetentionDays } from '../../standard/apply/azure-settings';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import { throwProblems } from '../throw-problems';
import type { INetwork, IStorageAccount } from './azure-resources';
import { FlowLake } from './flow-lake';
import { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
import type { IFlowLake } from './i-flow-lake';
import { NetworkWatcher } from './network-watcher';
import { regionOf } from './private/expressions';
import { flowLogProblems } from './private/flow-log-problems';
import { lifecycleClashes } from './private/lifecycle-clash';
import { lockProblems } from './private/locks';
import { flowLogName } from './private/names';
import { overlapProblems } from './private/overlaps';
import { ownAccountWarnings } from './private/own-account';
import { ProviderNeeds } from './private/provider-needs';
import { useProvider } from './private/provider-of';
import { TrafficAnalytics } from './traffic-analytics';

/** Props of `VnetFlowLogs`. */
export interface VnetFlowLogsProps {
  /**
   * The virtual network to log.
   *
   * @default - what `target` says
   */
  readonly network?: INetwork;

  /**
   * What to log, if it is not a whole virtual network.
   *
   * @default - the network in `network`
   */
  readonly target?: FlowLogTarget;

  /**
   * Where flow logs are written, in the target's region.
   *
   * @default - the lake of the stack for that region, which is made if there is none
   */
  readonly lake?: IFlowLake;

  /**
   * A storage account of your own instead of a lake: of the standard tier and general purpose v2, in the target's
   * region, open to trusted services of Azure, and with no lifecycle rules, which a retention would overwrite.
   *
   * @default - that of the lake
   */
  readonly storageAccount?: IStorageAccount;

  /**
   * The network watcher of the region.
   *
   * @default NetworkWatcher.existing()
   */
  readonly networkWatcher?: NetworkWatcher;

  /**
   * Whether Traffic Analytics makes rows of the flow log. To switch it off again say `TrafficAnalytics.off(workspace)`.
   *
   * @default - off, for the lake's workspace; nothing is said for a storage account of your own
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /**
   * What the team wants of its flow logs: how long they are kept is taken from it where nothing else is said, and a prop
   * that it does not allow is an error.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * Days that the flow log's blobs are kept, 1 to 365.
   *
   * @default - as long as the standard asks for, and 90 at least
   */
  readonly retentionDays?: number;

  /**
   * Keep the blobs for ever.
   *
   * @default false
   */
  readonly retainForever?: boolean;

  /**
   * Whether the flow log is on.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Name of the flow log, up to 80 characters. Another name is another flow log.
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
   * Provider of its resources, if not the stack's default one: that of the target's subscription.
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

/**
 * Switches flow logs of a virtual network, subnet or network interface on, in version 2 with bytes and packets.
 *
 * @throws Error with every problem of the props; overlaps with other flow logs are told when the app is synthesised
 */
export class VnetFlowLogs extends Construct {
  /** ARM id of the flow log. */
  readonly flowLogId: string;

  /** Where flow logs are written. */
  readonly storageAccount: IStorageAccount;

  /** What is logged. */
  readonly target: FlowLogTargetConfig;

  /** Whether another flow log of the app may cover the same traffic. */
  readonly mayOverlap: boolean;

  constructor(scope: Construct, id: string, props: VnetFlowLogsProps) {
    super(scope, id);
    const target = targetOf(props);
    this.target = target;
    this.mayOverlap = props.mayOverlap ?? false;
    useProvider(this, props.provider);
    const lake = props.storageAccount ? undefined : (props.lake ?? FlowLake.forRegionOf(this, target.place));
    const storageAccount = props.storageAccount ?? (lake as IFlowLake).storageAccount;
    this.storageAccount = storageAccount;
    const region = regionOf(this, target.place);
    throwProblems(this, flowLogProblems(this, props, { target, region, storageAccount, lake }));

    const analytics = props.trafficAnalytics ?? (lake && TrafficAnalytics.off(lake.workspace));
    const {
      retentionDays = props.standard && azureRetentionDays(props.standard.resolved, DEFAULT_RETENTION_DAYS),
      retainForever,
      enabled = true,
      networkWatcher = NetworkWatcher.existing(),
    } = props;
    const watcher = networkWatcher.bind(this, region);
    const hasLifecycle = lake?.hasLifecycle ?? false;
    const retention = retentionOf({ retentionDays, retainForever, hasLifecycle });
    const flowLog = new NetworkWatcherFlowLog(this, 'Resource', {
      name: props.flowLogName ?? flowLogName(this, target.name),
      networkWatcherName: watcher.name,
      resourceGroupName: watcher.resourceGroupName,
      targetResourceId: target.id,
      storageAccountId: storageAccount.id,
      enabled,
      // version 1 counts neither bytes nor packets
      version: 2,
      retentionPolicy: retention,
      trafficAnalytics: analytics && blockOf(analytics),
      tags: props.tags,
    });
    this.flowLogId = flowLog.id;
    if (analytics) lake?.acceptAnalytics(analytics);
    this.warn(props);
    Annotations.of(this).addInfo(REGISTRATION_ADVICE);
    this.node.addValidation({
      validate: () => [
        ...overlapProblems(this, allBelow(this.node.root)),
        ...(retention.enabled ? lifecycleClashes(this, storageAccount) : []),
        ...lockProblems(this, target),
      ],
    });
    const { isOn = false } = analytics ?? {};
    ProviderNeeds.of(this).add(this, [
      'NETWORK',
      'INSIGHTS',
      ...(isOn ? (['OPERATIONAL_INSIGHTS'] as const) : []),
    ]);
  }

  private warn({ retentionDays, storageAccount }: VnetFlowLogsProps): void {
    const warnings = storageAccount ? ownAccountWarnings(storageAccount) : [];
    if (retentionDays !== undefined && retentionDays < SCANNED_RETENTION_DAYS) {
      warnings.push(
        `retentionDays is ${retentionDays}: scanners (checkov CKV_AZURE_12, trivy AVD-AZU-0049) ask for ` +
          `${SCANNED_RETENTION_DAYS} and more`,
      );
    }
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
  }
}

/** Something to go on with where no target is given, so that all problems can be told together. */
const NO_TARGET: FlowLogTargetConfig = { id: '', place: { location: 'unknown' }, problems: [] };

function targetOf({ network, target }: VnetFlowLogsProps): FlowLogTargetConfig {
  return (target ?? (network && FlowLogTarget.virtualNetwork(network)))?.bind() ?? NO_TARGET;
}

/** The block is there whether it is on or off: Azure refuses a flow log from which it has gone. */
function blockOf({ workspace, interval, isOn }: TrafficAnalytics) {
  return {
    enabled: isOn,
    workspaceId: workspace.workspaceId,
    workspaceRegion: workspace.location,
    workspaceResourceId: workspace.id,
    intervalInMinutes: interval,
  };
}

/** All flow logs of an app. */
function allBelow(root: IConstruct): VnetFlowLogs[] {
  return root.node.findAll().filter((node): node is VnetFlowLogs => node instanceof VnetFlowLogs);
}
