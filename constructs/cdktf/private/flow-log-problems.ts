import type { Construct } from 'constructs';
import { AnalyticsInterval } from '../../../azure/flow-log/analytics-interval';
import { filterValueProblem } from '../../../azure/flow-log/filter-field';
import { type FlowLogFilter, filterLengthProblem } from '../../../azure/flow-log/flow-log-filter';
import { flowLogNameProblem } from '../../../azure/flow-log/flow-log-name';
import { recordTypeLosses, recordTypesProblem } from '../../../azure/flow-log/record-type';
import { retentionProblems } from '../../../azure/flow-log/retention';
import { targetProblem } from '../../../azure/flow-log/target-kind';
import { parseResourceId } from '../../../azure/resource-id';
import { ResourceType } from '../../../azure/resource-type';
import { azureContradictions } from '../../../standard/apply/azure-settings';
import type { IStorageAccount } from '../azure-resources';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { IFlowLake } from '../i-flow-lake';
import type { VnetFlowLogsProps } from '../vnet-flow-logs-props';
import { areDifferent, type Region, regionOf, rendered } from './expressions';
import { idProblems, problemsOf } from './id-problems';
import { instanceProblems } from './instances';
import { isKnown, known, literalPart, referenceProblems, SynthValue } from './known';
import { keyOf } from './network-keys';
import { ownAccountProblems } from './own-account';
import { referenceBehind } from './references';

/** Resolved parts of a flow log. */
export interface FlowLogParts {
  readonly target: FlowLogTargetConfig;
  readonly region: Region;
  readonly storageAccount: IStorageAccount;
  readonly lake: IFlowLake | undefined;
}

/** Props that must be known at synth. */
export function flowLogReferences(props: VnetFlowLogsProps): string[] {
  // a type that is a reference makes the selection unknown
  const recordTypes = props.recordTypes?.find((type) => !isKnown(type)) ?? props.recordTypes;
  return referenceProblems(
    { ...props, recordTypes },
    {
      network: SynthValue.OBJECT,
      target: SynthValue.OBJECT,
      lake: SynthValue.OBJECT,
      storageAccount: SynthValue.OBJECT,
      networkWatcher: SynthValue.OBJECT,
      trafficAnalytics: SynthValue.OBJECT,
      standard: SynthValue.OBJECT,
      filter: SynthValue.OBJECT,
      recordTypes: SynthValue.ENUM_MEMBERS,
      identity: SynthValue.OBJECT,
      retainForever: SynthValue.BOOLEAN,
      mayOverlap: SynthValue.BOOLEAN,
    },
  );
}

/** All problems of a flow log. */
export function flowLogProblems(scope: Construct, props: VnetFlowLogsProps, parts: FlowLogParts): string[] {
  const hasLifecycle = parts.lake?.hasLifecycle ?? false;
  return [
    ...targetProblems(props),
    ...parts.target.problems,
    ...kindProblems(scope, parts.target),
    ...instanceProblems(scope, {
      [props.network ? 'network' : 'target']: parts.target.id,
      lake: props.lake?.storageAccount.id,
      storageAccount: props.storageAccount?.id,
      'the workspace of trafficAnalytics': props.trafficAnalytics?.workspace.id,
    }),
    ...storageProblems(scope, props, parts),
    ...ageProblems(props, hasLifecycle),
    ...(props.trafficAnalytics?.problems ?? []),
    ...problemsOf([props.flowLogName], flowLogNameProblem),
    ...(props.filter ? filterProblems(props.filter) : []),
    ...[(props.recordTypes && recordTypesProblem(props.recordTypes)) ?? []].flat(),
    ...(props.identity?.problems ?? []),
    ...standardProblems(props, hasLifecycle),
  ];
}

/** Problems of the parts of a filter that are known at synth. */
function filterProblems(filter: FlowLogFilter): string[] {
  const text = filter.toString();
  return [
    // with references, Azure receives at least the other characters
    ...[filterLengthProblem(isKnown(text) ? text : literalPart(text)) ?? []].flat(),
    ...filter.conditions.flatMap(({ field, values }) => [
      ...(values.length === 0 ? [`the filter compares ${field} with no value: pass at least one`] : []),
      ...problemsOf(values, (value) => filterValueProblem(field, value)),
    ]),
  ];
}

/** Props that contradict the standard. */
function standardProblems(props: VnetFlowLogsProps, hasLifecycle: boolean): string[] {
  const { standard, retentionDays, retainForever, enabled = true, trafficAnalytics } = props;
  if (!standard) return [];
  return azureContradictions(standard.resolved, {
    enabled: known(enabled) ?? true,
    hasRetention: !retainForever && !hasLifecycle,
    ...(retentionDays !== undefined && isKnown(retentionDays) && { retentionDays }),
    ...omissionOf(props),
    // an interval that is known only after deployment contradicts nothing
    ...(trafficAnalytics?.isOn && {
      analyticsMinutes: known(trafficAnalytics.interval) ?? AnalyticsInterval.TEN_MINUTES,
    }),
  });
}

/** What a flow log omits by its props. */
function omissionOf({ filter, recordTypes }: VnetFlowLogsProps): { readonly omission?: string } {
  if (filter) return { omission: 'filter is set' };
  if (recordTypes === undefined || recordTypeLosses(recordTypes).length === 0) return {};
  return { omission: `recordTypes is ${recordTypes.join(', ')}` };
}

/** Problems of a retention, which can be a reference. */
function ageProblems({ retentionDays, retainForever }: VnetFlowLogsProps, hasLifecycle: boolean): string[] {
  if (retentionDays === undefined || isKnown(retentionDays)) {
    return retentionProblems({ retentionDays, retainForever, hasLifecycle });
  }
  return [
    ...(retainForever ? ['retentionDays is set and retainForever is true: omit one of them'] : []),
    ...(hasLifecycle
      ? [
          'retentionDays is set, but the lake has a lifecycle: a flow log with a retention replaces all lifecycle rules ' +
            'of its storage account; omit one of them',
        ]
      : []),
  ];
}

function targetProblems({ network, target }: VnetFlowLogsProps): string[] {
  if (network && target) return ['network and target are both set: set only one of them'];
  if (!network && !target) return ['network and target are both missing: set one of them'];
  return [];
}

/** A reference to a resource that cannot be a target. A literal id is a problem of the target itself. */
function kindProblems(scope: Construct, { id }: FlowLogTargetConfig): string[] {
  if (isKnown(id)) return [];
  const { element } = referenceBehind(scope, id) ?? {};
  const key = keyOf(scope, id);
  if (parseResourceId(key)?.type.includes('${') ?? true) return [];
  return [targetProblem(key, element?.node.path ?? rendered(scope, id)) ?? []].flat();
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
