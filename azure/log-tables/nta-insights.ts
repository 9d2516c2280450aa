import { type LogTable, ofType, ofValues } from './log-table';

/** Source: Azure Monitor Logs reference, "NTAInsights". */
export const NTA_INSIGHTS: LogTable = {
  name: 'NTAInsights',
  about: 'Anomalies in flows by resource and interval. The table is empty in many workspaces.',
  columns: [
    ...ofValues({
      FlowStatus: { values: ['Allowed', 'Denied', 'All'] },
      TrafficVolumeUnit: { values: ['Flows', 'Bytes', 'Packets'] },
    }),
    ...ofType(
      'string',
      `AggregationType DataPoints InsightsResourceId PivotType Region SchemaVersion SourceSystem SubType TenantId Type
      _IsBillable`,
    ),
    ...ofType(
      'real',
      'AdFlag AdScore Periodicity SeriesNumber TrafficVolumeActual TrafficVolumeBaseline _BilledSize',
    ),
    ...ofType('datetime', 'IntervalStart IntervalEnd ProcessingTime TimeGenerated TrafficTime'),
  ],
};
