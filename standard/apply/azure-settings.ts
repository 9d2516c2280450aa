import { MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { Allowance } from '../file/allowance';
import { FlowLogScope } from '../flow-log-scope';
import { greatest, least } from '../rule-support/greatest';
import type { Standard } from '../standard';
import { bindingRequirements } from './binding-requirements';

/** Returns the default retention of an Azure flow log: the retention that the standard requires, but at least `usual` days. */
export function azureRetentionDays({ azure }: Standard, usual: number): number {
  return Math.min(MAX_RETENTION_DAYS, Math.max(usual, azure.retention.minDays ?? 0));
}

/** Explicit settings of an Azure flow log. */
export interface GivenAzureSettings {
  readonly retentionDays?: number;
  /**
   * Whether the flow log itself deletes records. Otherwise they are retained forever, or by a lifecycle rule.
   *
   * @default true
   */
  readonly hasRetention?: boolean;
  readonly enabled: boolean;
  readonly analyticsMinutes?: number;
  /**
   * What the flow log omits, by a filter or by its record types, in the words of a prop: `filter is set`.
   *
   * @default - nothing
   */
  readonly omission?: string;
}

/** Returns the problems of explicit settings that violate the standard. */
export function azureContradictions(standard: Standard, given: GivenAzureSettings): string[] {
  const problems: string[] = [];
  const { name } = standard;
  const required = bindingRequirements(standard)
    .filter(({ scope }) => scope !== FlowLogScope.SECURITY_GROUPS)
    .map(({ azure }) => azure);
  const minDays = greatest(required.map((each) => each.minDays)) ?? 0;
  const { retentionDays, hasRetention = true } = given;
  if (hasRetention && minDays > MAX_RETENTION_DAYS) {
    problems.push(
      `a flow log retains records for at most ${MAX_RETENTION_DAYS} days; ${name} requires at least ${minDays}: ` +
        'set retainForever: true or a lifecycle on the lake, without retentionDays',
    );
  } else if (retentionDays !== undefined && retentionDays < minDays) {
    problems.push(
      `retentionDays is ${retentionDays}; ${name} requires at least ${minDays}: omit retentionDays`,
    );
  }
  if (!given.enabled && required.some(({ enabled }) => enabled))
    problems.push(`enabled is false; ${name} requires enabled flow logs: omit enabled`);
  if (given.omission !== undefined && required.some(({ filters }) => filters === Allowance.DENY)) {
    problems.push(
      `${given.omission}; ${name} denies flow logs that omit flows or records: omit the prop, or set azure.filters: allow ` +
        'in the standard',
    );
  }
  const analytics = required.map(({ trafficAnalytics }) => trafficAnalytics);
  const isRequired = analytics.some((each) => each?.required);
  const intervalMinutes = least(analytics.map((each) => each?.intervalMinutes));
  if (isRequired && given.analyticsMinutes === undefined) {
    problems.push(`trafficAnalytics is off; ${name} requires it: set TrafficAnalytics.on(workspace)`);
  } else if (isRequired && intervalMinutes !== undefined && (given.analyticsMinutes ?? 0) > intervalMinutes) {
    problems.push(
      `the Traffic Analytics interval is ${given.analyticsMinutes} minutes; ${name} allows at most ${intervalMinutes}`,
    );
  }
  return problems;
}
