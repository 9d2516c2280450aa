import { type LogTable, ofType } from './log-table';

/** Source: Azure Monitor Logs reference, "InsightsMetrics". */
export const INSIGHTS_METRICS: LogTable = {
  name: 'InsightsMetrics',
  about: 'Measurements that VM insights takes on a machine, minute by minute.',
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
