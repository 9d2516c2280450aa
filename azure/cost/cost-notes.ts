import { storedDataNotes } from '../../flows/cost/stored-data';
import type { AzureAssumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import { ASSUMED_REDUNDANCY, ASSUMED_TIER, accessTierOf, redundancyOf } from './storage-price';

/** Notes for every estimate of flow logs of Azure. */
export const AZURE_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of JSON records; if Azure counts 2^30 bytes, the bill is up to 7 percent lower',
  'storage is counted at the size that it reaches with its retention',
  'tiers are counted for these flow logs only; other logs of the subscription use the same tiers',
  'not counted: operations on blobs, Event Grid, normalizer functions, retention in Log Analytics beyond the included days, ' +
    'alerts, data transfer, taxes, free amounts such as 5 GB of flow logs per month and subscription',
];

/** Notes for the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: AzureAssumptions): string[] {
  const { enabled, stored, analyticsInterval } = flowLog;
  if (enabled.known && !enabled.value) return ['it is disabled, so it has no cost'];
  const notes: string[] = [];
  if (!enabled.known)
    notes.push(`whether it is enabled is unknown, because ${enabled.reason}: counted as enabled`);
  if (!analyticsInterval.known)
    notes.push(
      `the settings of Traffic Analytics are unknown, because ${analyticsInterval.reason}: not counted, add its cost`,
    );
  const [tier, redundancy] = [accessTierOf(flowLog), redundancyOf(flowLog)];
  if (!redundancy.known)
    notes.push(
      `the redundancy of its storage account is unknown, because ${redundancy.reason}: counted as ${ASSUMED_REDUNDANCY}`,
    );
  if (!tier.known)
    notes.push(
      `the access tier of its storage account is unknown, because ${tier.reason}: counted as ${ASSUMED_TIER}`,
    );
  return [...notes, ...storedDataNotes('the delivered data', stored, assumptions)];
}
