import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import { AnalyticsInterval } from '../flow-log/analytics-interval';
import type { AzurePriceName } from '../prices/charges';
import type { AzureAssumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import { storagePriceName } from './storage-price';

/**
 * Returns the monthly usage of a flow log, once its storage has reached the size that its retention allows. A disabled flow
 * log has none.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on pricing.
 *
 * @param bytesPerDay bytes of records per day, as JSON
 */
export function monthlyUsage(
  flowLog: CostedFlowLog,
  bytesPerDay: bigint,
  assumed: AzureAssumptions,
): Usage<AzurePriceName>[] {
  if (!valueOr(flowLog.enabled, true)) return [];
  const perMonth = bytesPerDay * BigInt(assumed.daysPerMonth);
  return [
    { priceName: 'networkLogsCollected', item: 'flow records', quantity: perMonth },
    {
      priceName: storagePriceName(flowLog),
      item: 'blobs',
      quantity: percent(storedBytes(bytesPerDay, flowLog.stored, assumed), assumed.storedJsonPercent),
    },
    ...analyticsUsage(flowLog, perMonth, assumed),
  ];
}

function analyticsUsage(
  { analyticsInterval }: CostedFlowLog,
  perMonth: bigint,
  assumed: AzureAssumptions,
): Usage<AzurePriceName>[] {
  const interval = valueOr(analyticsInterval, undefined);
  if (interval === undefined) return [];
  return [
    {
      priceName:
        interval === AnalyticsInterval.TEN_MINUTES ? 'trafficAnalyticsTenMinutes' : 'trafficAnalyticsHourly',
      item: 'flow records',
      quantity: perMonth,
    },
    {
      priceName: 'logAnalyticsIngestion',
      item: 'records of Traffic Analytics',
      quantity: percent(perMonth, assumed.analyticsPercent),
    },
  ];
}
