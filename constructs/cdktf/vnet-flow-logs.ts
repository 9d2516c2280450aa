import { Annotations, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DEFAULT_RETENTION_DAYS, retentionOf, SCANNED_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { REGISTRATION_ADVICE } from '../../azure/resource-providers';
import { azureRetentionDays } from '../../standard/apply/azure-settings';
import { throwProblems } from '../throw-problems';
import type { IStorageAccount } from './azure-resources';
import { FlowLake } from './flow-lake';
import { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
import type { IFlowLake } from './i-flow-lake';
import { NetworkWatcher } from './network-watcher';
import { firewallProblems } from './private/account-firewall';
import { addAnalyticsFeed } from './private/analytics-feeds';
import { regionOf } from './private/expressions';
import { FlowLogOrder } from './private/flow-log-order';
import { flowLogProblems, flowLogReferences } from './private/flow-log-problems';
import { type FlowLogSettings, flowLogResource } from './private/flow-log-resource';
import { isKnown } from './private/known';
import { lifecycleClashes } from './private/lifecycle-clash';
import { lockProblems } from './private/locks';
import { flowLogName } from './private/names';
import { overlapProblems } from './private/overlaps';
import { ownAccountWarnings } from './private/own-account';
import { ProviderNeeds } from './private/provider-needs';
import { useProvider } from './private/provider-of';
import { sameNameProblems } from './private/same-name';
import { subscriptionProblems } from './private/subscription-problems';
import { tagPolicyWarnings } from './private/tag-policies';
import { warnAtSynth } from './private/warn-at-synth';
import { TrafficAnalytics } from './traffic-analytics';
import type { VnetFlowLogsProps } from './vnet-flow-logs-props';

/**
 * A flow log of a virtual network, subnet or network interface, version 2 with bytes and packets.
 *
 * @example
 * new VnetFlowLogs(stack, 'FlowLogs', { network });
 *
 * @throws Error that lists all problems of the props. Overlaps with other flow logs are reported at synth
 */
export class VnetFlowLogs extends Construct {
  /** ARM id of the flow log. */
  readonly flowLogId: string;

  /** Storage account that receives the flow logs. */
  readonly storageAccount: IStorageAccount;

  /** Target of the flow log. */
  readonly target: FlowLogTargetConfig;

  /** Whether another flow log of the app may cover the same traffic. */
  readonly mayOverlap: boolean;

  constructor(scope: Construct, id: string, props: VnetFlowLogsProps) {
    super(scope, id);
    throwProblems(this, flowLogReferences(props));
    const target = targetOf(props);
    this.target = target;
    this.mayOverlap = props.mayOverlap ?? false;
    useProvider(this, props.provider);
    const lake = props.storageAccount ? undefined : (props.lake ?? FlowLake.forRegionOf(this, target.region));
    const storageAccount = props.storageAccount ?? (lake as IFlowLake).storageAccount;
    this.storageAccount = storageAccount;
    const region = regionOf(this, target.region);
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
    const settings: FlowLogSettings = {
      name: props.flowLogName ?? flowLogName(this, target.name),
      watcher,
      region,
      targetResourceId: target.id,
      storageAccount,
      enabled,
      retentionPolicy: retention,
      trafficAnalytics: analytics && blockOf(analytics),
      tags: props.tags,
    };
    const flowLog = flowLogResource(this, settings, props);
    this.flowLogId = flowLog.id;
    FlowLogOrder.of(this).add(flowLog, { watcher, storageAccountId: storageAccount.id });
    if (analytics) {
      lake?.acceptAnalytics(analytics);
      addAnalyticsFeed(this, { analytics, enabled });
    }
    this.warn(props);
    advise(this);
    if (analytics?.isOn) warnAtSynth(this, () => tagPolicyWarnings(this, analytics.workspace));
    this.node.addValidation({
      validate: () => [
        ...overlapProblems(this, allBelow(this.node.root)),
        ...(retention.enabled ? lifecycleClashes(this, storageAccount) : []),
        ...firewallProblems(this, storageAccount),
        ...lockProblems(this, target, watcher),
        ...sameNameProblems(this, flowLog.id, allBelow(this.node.root)),
        ...subscriptionProblems(this, target),
      ],
    });
    const { isOn = false } = analytics ?? {};
    ProviderNeeds.of(this).add(this, [
      'NETWORK',
      'INSIGHTS',
      ...(isOn ? (['OPERATIONAL_INSIGHTS'] as const) : []),
    ]);
    if (isOn && Construct.isConstruct(analytics?.workspace)) this.registerFor(analytics.workspace);
  }

  /** Registers what Traffic Analytics needs in the subscription of the workspace, which can be another one. */
  private registerFor(workspace: Construct): void {
    ProviderNeeds.of(workspace).add(workspace, ['NETWORK', 'INSIGHTS', 'OPERATIONAL_INSIGHTS']);
  }

  private warn({ retentionDays, storageAccount }: VnetFlowLogsProps): void {
    const warnings = storageAccount ? ownAccountWarnings(storageAccount) : [];
    if (retentionDays !== undefined && isKnown(retentionDays) && retentionDays < SCANNED_RETENTION_DAYS) {
      warnings.push(
        `retentionDays is ${retentionDays}: scanners (checkov CKV_AZURE_12, trivy AVD-AZU-0049) require at least ` +
          `${SCANNED_RETENTION_DAYS}`,
      );
    }
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
  }
}

const ADVISED = new WeakSet<TerraformStack>();

/** Adds the advice on registrations once per stack, because a stack can have hundreds of flow logs. */
function advise(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (ADVISED.has(stack)) return;
  ADVISED.add(stack);
  Annotations.of(scope).addInfo(REGISTRATION_ADVICE);
}

/** Placeholder for a missing target, so that all problems are reported together. */
const NO_TARGET: FlowLogTargetConfig = { id: '', region: { location: 'unknown' }, problems: [] };

function targetOf({ network, target }: VnetFlowLogsProps): FlowLogTargetConfig {
  return (target ?? (network && FlowLogTarget.virtualNetwork(network)))?.bind() ?? NO_TARGET;
}

/** The block, on or off: Azure rejects an update that removes it. */
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
