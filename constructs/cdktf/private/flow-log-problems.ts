import type { Construct } from 'constructs';
import { flowLogNameProblem } from '../../../azure/flow-log/flow-log-name';
import { retentionProblems } from '../../../azure/flow-log/retention';
import { ResourceType } from '../../../azure/resource-type';
import { azureContradictions } from '../../../standard/apply/azure-settings';
import type { IStorageAccount } from '../azure-resources';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { IFlowLake } from '../i-flow-lake';
import type { VnetFlowLogsProps } from '../vnet-flow-logs-props';
import { areDifferent, type Region, regionOf } from './expressions';
import { idProblems, problemsOf } from './id-problems';
import { ownAccountProblems } from './own-account';

/** Resolved parts of a flow log. */
export interface FlowLogParts {
  readonly target: FlowLogTargetConfig;
  readonly region: Region;
  readonly storageAccount: IStorageAccount;
  readonly lake: IFlowLake | undefined;
}

/** All problems of a flow log. */
export function flowLogProblems(scope: Construct, props: VnetFlowLogsProps, parts: FlowLogParts): string[] {
  const { retentionDays, retainForever } = props;
  const hasLifecycle = parts.lake?.hasLifecycle ?? false;
  return [
    ...targetProblems(props),
    ...parts.target.problems,
    ...storageProblems(scope, props, parts),
    ...retentionProblems({ retentionDays, retainForever, hasLifecycle }),
    ...(props.trafficAnalytics?.problems ?? []),
    ...problemsOf([props.flowLogName], flowLogNameProblem),
    ...standardProblems(props, hasLifecycle),
  ];
}

/** Props that contradict the standard. */
function standardProblems(props: VnetFlowLogsProps, hasLifecycle: boolean): string[] {
  const { standard, retentionDays, retainForever, enabled = true, trafficAnalytics } = props;
  if (!standard) return [];
  return azureContradictions(standard.resolved, {
    enabled,
    hasRetention: !retainForever && !hasLifecycle,
    ...(retentionDays !== undefined && { retentionDays }),
    ...(trafficAnalytics?.isOn && { analyticsMinutes: trafficAnalytics.interval }),
  });
}

function targetProblems({ network, target }: VnetFlowLogsProps): string[] {
  if (network && target) return ['network and target are both set: set only one of them'];
  if (!network && !target) return ['network and target are both missing: set one of them'];
  return [];
}

/** Source: Azure Network Watcher documentation, "Virtual network flow logs", on storage accounts. */
function storageProblems(scope: Construct, props: VnetFlowLogsProps, parts: FlowLogParts): string[] {
  const { lake, storageAccount } = props;
  if (lake && storageAccount) return ['lake and storageAccount are both set: set only one of them'];
  const problems = storageAccount
    ? [
        ...idProblems('storageAccount.id', [storageAccount.id], ResourceType.STORAGE_ACCOUNT),
        ...ownAccountProblems(storageAccount),
      ]
    : [];
  const region = regionOf(scope, parts.storageAccount);
  if (!areDifferent(region, parts.region)) return problems;
  return [
    ...problems,
    `${lake ? 'lake' : 'storageAccount'} is in ${region.key}, but the target is in ${parts.region.key}: Azure delivers ` +
      'flow logs only to storage accounts in the region of the target; use one in that region',
  ];
}
