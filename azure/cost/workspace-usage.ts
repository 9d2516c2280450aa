import type { Usage } from '../../flows/cost/usage';
import { type Value, valueOr } from '../../flows/value';
import type { AzurePriceName } from '../prices/charges';
import type { AzureAssumptions } from './assumptions';

/** Rows that a workspace receives. */
export interface WorkspaceRows {
  readonly item: string;
  readonly bytesPerDay: bigint;
  /** Days of interactive retention. */
  readonly retention: Value<number>;
  /** Plan of the table: `Analytics`, `Basic`, `Auxiliary`. */
  readonly plan: string;
}

/** The plan that an estimate counts if it is unknown: the highest price. */
export const ASSUMED_PLAN = 'Analytics';

const INGESTION: Readonly<Record<string, AzurePriceName>> = {
  basic: 'logAnalyticsBasicIngestion',
  auxiliary: 'logAnalyticsAuxiliaryIngestion',
};

/**
 * Returns the ingestion of rows, and their retention after the days that the price of ingestion includes. The plans Basic and
 * Auxiliary have a fixed interactive retention without charge.
 *
 * Source: Azure Monitor documentation, "Azure Monitor Logs cost calculations and options".
 */
export function workspaceUsage(
  { item, bytesPerDay, retention, plan }: WorkspaceRows,
  assumed: AzureAssumptions,
): Usage<AzurePriceName>[] {
  const ingestion = INGESTION[plan.toLowerCase()];
  const charged = Math.max(0, valueOr(retention, 0) - assumed.includedRetentionDays);
  return [
    {
      priceName: ingestion ?? 'logAnalyticsIngestion',
      item,
      quantity: bytesPerDay * BigInt(assumed.daysPerMonth),
    },
    ...(ingestion === undefined && charged > 0
      ? [{ priceName: 'logAnalyticsRetention' as const, item, quantity: bytesPerDay * BigInt(charged) }]
      : []),
  ];
}
