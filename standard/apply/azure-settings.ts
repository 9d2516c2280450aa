import { MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { FlowLogScope } from '../flow-log-scope';
import { greatest, least } from '../rule-support/greatest';
import type { Standard } from '../standard';
import { bindingRequirements } from './binding-requirements';

/** Returns the default retention of an Azure flow log: the retention that the standard requires, but at least `usual` days. */
export function azureRetentionDays({ azure }: Standard, usual: number): number {
  return Math.min(MAX_RETENTION_DAYS, Math.max(usual, azure.retention.minDays ?? 0));
}

/** Returns the problems of explicit settings that violate the standard. */
export function azureContradictions(
  standard: Standard,
  given: { readonly retentionDays?: number; readonly enabled: boolean; readonly analyticsMinutes?: number },
): string[] {
  const problems: string[] = [];
  const { name } = standard;
  const required = bindingRequirements(standard)
    .filter(({ scope }) => scope !== FlowLogScope.SECURITY_GROUPS)
    .map(({ azure }) => azure);
  const minDays = greatest(required.map((each) => each.minDays)) ?? 0;
  if (given.retentionDays !== undefined && given.retentionDays < minDays) {
    problems.push(
      `retentionDays is ${given.retentionDays}; ${name} requires at least ${minDays}: omit retentionDays`,
    );
  }
  if (!given.enabled && required.some(({ enabled }) => enabled))
    problems.push(`enabled is false; ${name} requires enabled flow logs: omit enabled`);
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
