import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import { AnalyticsInterval } from '../flow-log/analytics-interval';
import type { AzurePriceName } from '../prices/charges';
import type { AzureAssumptions } from './assumptions';
import { type BlockVolume, PER_THOUSAND } from './block-volume';
import type { CostedFlowLog } from './costed-flow-log';
import { normalizerUsage } from './normalizer-usage';
import { storagePriceName, writesPriceName } from './storage-price';
import { workspaceUsage } from './workspace-usage';

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
  const blocksPerDay = BigInt(assumed.interfaces) * BigInt(assumed.blocksPerDay);
  const volume = { bytesPerDay, blocksPerDay, assumed };
  const perMonth = bytesPerDay * BigInt(assumed.daysPerMonth);
  const blocks = blocksPerDay * BigInt(assumed.daysPerMonth);
  return [
    { priceName: 'networkLogsCollected', item: 'flow records', quantity: perMonth },
    {
      priceName: storagePriceName(flowLog),
      item: 'blobs',
      quantity: percent(storedBytes(bytesPerDay, flowLog.stored, assumed), assumed.storedJsonPercent),
    },
    {
      priceName: writesPriceName(flowLog),
      item: 'blobs',
      quantity: blocks * BigInt(assumed.writesPerBlock) * PER_THOUSAND,
    },
    ...analyticsUsage(flowLog, volume),
    ...(flowLog.normalizer ? normalizerUsage(flowLog.normalizer, volume) : []),
  ];
}

function analyticsUsage(
  { analyticsInterval, analyticsRetention }: CostedFlowLog,
  { bytesPerDay, assumed }: BlockVolume,
): Usage<AzurePriceName>[] {
  const interval = valueOr(analyticsInterval, undefined);
  if (interval === undefined) return [];
  return [
    {
      priceName:
        interval === AnalyticsInterval.TEN_MINUTES ? 'trafficAnalyticsTenMinutes' : 'trafficAnalyticsHourly',
      item: 'flow records',
      quantity: bytesPerDay * BigInt(assumed.daysPerMonth),
    },
    ...workspaceUsage(
      {
        item: 'records of Traffic Analytics',
        bytesPerDay: percent(bytesPerDay, assumed.analyticsPercent),
        retention: analyticsRetention,
        plan: 'Analytics',
      },
      assumed,
    ),
  ];
}
