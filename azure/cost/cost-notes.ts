import { storedDataNotes } from '../../flows/cost/stored-data';
import { type Value, valueOr } from '../../flows/value';
import type { AzureAssumptions } from './assumptions';
import type { CostedFlowLog, CostedNormalizer, CostedStorage } from './costed-flow-log';
import { DEFAULT_MEMORY_MEGABYTES } from './normalizer-usage';
import { ASSUMED_REDUNDANCY, ASSUMED_TIER, accessTierOf, redundancyOf } from './storage-price';
import { ASSUMED_PLAN } from './workspace-usage';

/** Notes for every estimate of flow logs of Azure. */
export const AZURE_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of JSON records; if Azure counts 2^30 bytes, the bill is up to 7 percent lower',
  'storage is counted at the size that it reaches with its retention',
  'tiers are counted for these flow logs only; other logs of the subscription use the same tiers',
  'Log Analytics is counted at the price of pay-as-you-go; from about 100 GB per day, a commitment tier costs less',
  'not counted: read operations, queues, blobs that soft delete retains, alert rules, the telemetry of functions in ' +
    'Application Insights, data transfer, taxes, free amounts such as 5 GB of flow logs per month and subscription',
];

/** Notes for the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: AzureAssumptions): string[] {
  const { enabled, stored, analyticsInterval, analyticsRetention, normalizer } = flowLog;
  if (enabled.known && !enabled.value) return ['it is disabled, so it has no cost'];
  const notes: string[] = [];
  if (!enabled.known)
    notes.push(`whether it is enabled is unknown, because ${enabled.reason}: counted as enabled`);
  if (!analyticsInterval.known)
    notes.push(
      `the settings of Traffic Analytics are unknown, because ${analyticsInterval.reason}: not counted, add its cost`,
    );
  else if (analyticsInterval.value !== undefined)
    notes.push(...retentionNotes('the rows of Traffic Analytics', analyticsRetention, assumptions));
  return [
    ...notes,
    ...accountNotes('its storage account', flowLog),
    ...storedDataNotes('the delivered data', stored, assumptions),
    ...(normalizer ? normalizerNotes(normalizer, assumptions) : []),
  ];
}

function normalizerNotes(normalizer: CostedNormalizer, assumptions: AzureAssumptions): string[] {
  const { memoryMegabytes, writesRows, table, deliversRows, plan, workspaceRetention, alertRules } =
    normalizer;
  const notes = [...accountNotes('the account of the table', table)];
  if (!memoryMegabytes.known)
    notes.push(
      `the memory of the normalizer is unknown, because ${memoryMegabytes.reason}: counted as ${DEFAULT_MEMORY_MEGABYTES} MB`,
    );
  if (!writesRows.known)
    notes.push(
      `whether the normalizer writes a table is unknown, because ${writesRows.reason}: counted as written`,
    );
  if (valueOr(writesRows, true)) notes.push(...storedDataNotes('the table', table.stored, assumptions));
  if (deliversRows) {
    if (!plan.known)
      notes.push(
        `the plan of the workspace table is unknown, because ${plan.reason}: counted as ${ASSUMED_PLAN}`,
      );
    notes.push(...retentionNotes('the rows in the workspace', workspaceRetention, assumptions));
  }
  if (alertRules > 0) notes.push(`not counted: the alert rules on the normalizer (${alertRules})`);
  return notes;
}

function accountNotes(what: string, storage: CostedStorage): string[] {
  const [tier, redundancy] = [accessTierOf(storage), redundancyOf(storage)];
  return [
    ...(redundancy.known
      ? []
      : [
          `the redundancy of ${what} is unknown, because ${redundancy.reason}: counted as ${ASSUMED_REDUNDANCY}`,
        ]),
    ...(tier.known
      ? []
      : [`the access tier of ${what} is unknown, because ${tier.reason}: counted as ${ASSUMED_TIER}`]),
  ];
}

function retentionNotes(
  what: string,
  retention: Value<number>,
  { includedRetentionDays }: AzureAssumptions,
): string[] {
  if (retention.known) return [];
  return [
    `the retention of ${what} is unknown, because ${retention.reason}: counted with the ${includedRetentionDays} days that are ` +
      'included',
  ];
}
