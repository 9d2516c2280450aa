import { MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import type { Standard } from '../standard';

/** How long a flow log of Azure is kept where nobody says otherwise: as long as the standard asks for, and no less than usual. */
export function azureRetentionDays({ azure }: Standard, usual: number): number {
  return Math.min(MAX_RETENTION_DAYS, Math.max(usual, azure.retention.minDays ?? 0));
}

/** What of the settings that were given is not as the standard wants it. */
export function azureContradictions(
  { azure, name }: Standard,
  given: { readonly retentionDays?: number; readonly enabled: boolean; readonly analyticsMinutes?: number },
): string[] {
  const problems: string[] = [];
  const { minDays = 0 } = azure.retention;
  if (given.retentionDays !== undefined && given.retentionDays < minDays) {
    problems.push(`retentionDays is ${given.retentionDays}, and ${name} asks for ${minDays}: leave it out`);
  }
  if (!given.enabled && azure.enabled)
    problems.push(`enabled is false, and ${name} wants flow logs switched on`);
  const { required, intervalMinutes } = azure.trafficAnalytics;
  if (required && given.analyticsMinutes === undefined) {
    problems.push(`trafficAnalytics is off, and ${name} requires it: give TrafficAnalytics.on(workspace)`);
  } else if (required && intervalMinutes !== undefined && (given.analyticsMinutes ?? 0) > intervalMinutes) {
    problems.push(
      `the interval of Traffic Analytics is ${given.analyticsMinutes} minutes, and ${name} asks for ${intervalMinutes}`,
    );
  }
  return problems;
}
