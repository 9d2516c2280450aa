import { type AzureFlowLog, Cloud, isAzureFlowLog } from '../facts';
import { type ChangeRule, fail, pass, undecidedBy, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const ANALYTICS_DROPPED: ChangeRule = {
  id: 'FLS510',
  name: 'analytics-dropped',
  title: 'a flow log keeps Traffic Analytics',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Without Traffic Analytics, queries and alerts in Log Analytics get no new rows. Azure rejects an update that omits the settings.',
  fix: 'keep the settings of Traffic Analytics; to turn it off, keep them with enabled = false',
  bad: 'a deployment removes the traffic_analytics block',
  good: 'a deployment keeps the traffic_analytics block',

  checkChange({ base, head, changes }) {
    const before = new Map(base.flowLogs.map((flowLog) => [flowLog.address, flowLog]));
    for (const { flowLog, before: old } of changes) if (old) before.set(flowLog.address, old);
    return head.flowLogs.filter(isAzureFlowLog).flatMap((flowLog): Verdict[] => {
      const old = before.get(flowLog.address);
      return old && isAzureFlowLog(old) && hadAnalytics(old) ? [verdictOf(flowLog)] : [];
    });
  },
};

function hadAnalytics({ analytics }: AzureFlowLog): boolean {
  if (!analytics.known || analytics.value === undefined) return false;
  const { enabled } = analytics.value;
  return enabled.known && enabled.value;
}

function verdictOf(flowLog: AzureFlowLog): Verdict {
  const { analytics } = flowLog;
  if (!analytics.known) return undecidedBy(flowLog, analytics);
  if (analytics.value === undefined) {
    return fail(flowLog, 'the settings of Traffic Analytics are removed; Azure rejects the update', {
      fix: 'keep the settings, with enabled = false to turn Traffic Analytics off',
      at: analytics.at,
    });
  }
  const { enabled } = analytics.value;
  if (!enabled.known) return undecidedBy(flowLog, enabled);
  return enabled.value ? pass(flowLog) : fail(flowLog, 'Traffic Analytics is turned off', { at: enabled.at });
}
