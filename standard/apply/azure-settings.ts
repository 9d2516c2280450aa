import { MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import type { Standard } from '../standard';

/** Returns the default retention of an Azure flow log: the retention that the standard requires, but at least `usual` days. */
export function azureRetentionDays({ azure }: Standard, usual: number): number {
  return Math.min(MAX_RETENTION_DAYS, Math.max(usual, azure.retention.minDays ?? 0));
}

/** Returns the problems of explicit settings that violate the standard. */
export function azureContradictions(
  { azure, name }: Standard,
  given: { readonly retentionDays?: number; readonly enabled: boolean; readonly analyticsMinutes?: number },
): string[] {
  const problems: string[] = [];
  const { minDays = 0 } = azure.retention;
  if (given.retentionDays !== undefined && given.retentionDays < minDays) {
    problems.push(
      `retentionDays is ${given.retentionDays}; ${name} requires at least ${minDays}: omit retentionDays`,
    );
  }
  if (!given.enabled && azure.enabled)
    problems.push(`enabled is false; ${name} requires enabled flow logs: omit enabled`);
  const { required, intervalMinutes } = azure.trafficAnalytics;
  if (required && given.analyticsMinutes === undefined) {
    problems.push(`trafficAnalytics is off; ${name} requires it: set TrafficAnalytics.on(workspace)`);
  } else if (required && intervalMinutes !== undefined && (given.analyticsMinutes ?? 0) > intervalMinutes) {
    problems.push(
      `the Traffic Analytics interval is ${given.analyticsMinutes} minutes; ${name} allows at most ${intervalMinutes}`,
    );
  }
  return problems;
}
