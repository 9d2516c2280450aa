import { type LogTable, ofType } from './log-table';

/** Source: Azure Monitor Logs reference, "InsightsMetrics". */
export const INSIGHTS_METRICS: LogTable = {
  name: 'InsightsMetrics',
  about: 'Performance counters that VM insights collects on a machine every minute.',
  columns: [
    ...ofType(
      'string',
      `AgentId Computer Name Namespace Origin SourceSystem Tags TenantId Type Value _ResourceId _SubscriptionId
      _IsBillable`,
    ),
    ...ofType('real', 'Val _BilledSize'),
    ...ofType('datetime', 'TimeGenerated'),
  ],
};
