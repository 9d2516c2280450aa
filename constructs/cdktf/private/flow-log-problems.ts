import type { Construct } from 'constructs';
import { flowLogNameProblem } from '../../../azure/flow-log/flow-log-name';
import { retentionProblems } from '../../../azure/flow-log/retention';
import { ResourceType } from '../../../azure/resource-type';
import { azureContradictions } from '../../../standard/apply/azure-settings';
import type { IStorageAccount } from '../azure-resources';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { IFlowLake } from '../i-flow-lake';
import type { VnetFlowLogsProps } from '../vnet-flow-logs';
import { areDifferent, type Region, regionOf } from './expressions';
import { idProblems, problemsOf } from './id-problems';
import { ownAccountProblems } from './own-account';

/** What a flow log is put together from. */
export interface FlowLogParts {
  readonly target: FlowLogTargetConfig;
  readonly region: Region;
  readonly storageAccount: IStorageAccount;
  readonly lake: IFlowLake | undefined;
}

/** Everything that is wrong with a flow log. */
export function flowLogProblems(scope: Construct, props: VnetFlowLogsProps, parts: FlowLogParts): string[] {
  const { retentionDays, retainForever } = props;
  return [
    ...targetProblems(props),
    ...parts.target.problems,
    ...storageProblems(scope, props, parts),
    ...retentionProblems({ retentionDays, retainForever, hasLifecycle: parts.lake?.hasLifecycle ?? false }),
    ...(props.trafficAnalytics?.problems ?? []),
    ...problemsOf([props.flowLogName], flowLogNameProblem),
    ...standardProblems(props),
  ];
}

/** What of the props the standard does not allow. */
function standardProblems({
  standard,
  retentionDays,
  enabled = true,
  trafficAnalytics,
}: VnetFlowLogsProps): string[] {
  if (!standard) return [];
  return azureContradictions(standard.resolved, {
    enabled,
    ...(retentionDays !== undefined && { retentionDays }),
    ...(trafficAnalytics?.isOn && { analyticsMinutes: trafficAnalytics.interval }),
  });
}

function targetProblems({ network, target }: VnetFlowLogsProps): string[] {
  if (network && target) return ['both network and target are given: give one of them'];
  if (!network && !target) return ['neither network nor target is given: say what to log'];
  return [];
}

/** Source: Azure Network Watcher documentation, "Virtual network flow logs", on storage accounts. */
function storageProblems(scope: Construct, props: VnetFlowLogsProps, parts: FlowLogParts): string[] {
  const { lake, storageAccount } = props;
  if (lake && storageAccount) return ['both lake and storageAccount are given: give one of them'];
  const problems = storageAccount
    ? [
        ...idProblems('storageAccount.id', [storageAccount.id], ResourceType.STORAGE_ACCOUNT),
        ...ownAccountProblems(storageAccount),
      ]
    : [];
  const place = regionOf(scope, parts.storageAccount);
  if (!areDifferent(place, parts.region)) return problems;
  return [
    ...problems,
    `${lake ? 'lake' : 'storageAccount'} is in ${place.key}, but the target is in ${parts.region.key}: Azure writes ` +
      'flow logs to storage accounts of the same region alone; give one that is there',
  ];
}
