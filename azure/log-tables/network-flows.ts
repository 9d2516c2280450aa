import { FLOW_TABLE_NAME, kqlColumnsOf, TABLE_COLUMNS } from '../ingestion/flow-table';
import { type LogTable, ofType } from './log-table';

/** The table `flows` in a workspace, as the normalizer writes it. */
export const NETWORK_FLOWS: LogTable = {
  name: FLOW_TABLE_NAME,
  about:
    'Records of flow logs of both clouds, one row per record, written by the normalizer of this package.',
  columns: [
    ...kqlColumnsOf(TABLE_COLUMNS),
    ...ofType('string', 'SourceSystem TenantId Type _IsBillable _ResourceId _SubscriptionId'),
    ...ofType('real', '_BilledSize'),
  ],
};
