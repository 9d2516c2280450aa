import type { CostSum } from '../../flows/cost/estimate';
import type { Usage } from '../../flows/cost/usage';
import { NORMALIZER_ROWS } from './normalizer-usage';

/**
 * Bytes of the least commitment tier of Log Analytics.
 *
 * Source: Azure Monitor documentation, "Azure Monitor Logs cost calculations and options".
 */
const COMMITMENT_BYTES_PER_DAY = 100_000_000_000n;

/** A line of an estimate, without its price. */
interface Line extends Usage {
  readonly cost?: { readonly amount: bigint };
}

/** The cost of a flow log, with its lines. */
interface LinedCost extends Pick<CostSum, 'amount'> {
  readonly lines: readonly Line[];
}

/**
 * Returns a note about the rows that the normalizer writes to a workspace, if they are more than half of the cost of a flow
 * log, with what costs less; `undefined` if they are not.
 *
 * @param bytesPerDay bytes of records per day
 * @param daysPerMonth days of the month of the estimate
 */
export function workspaceRowsNote(
  { lines, amount }: LinedCost,
  bytesPerDay: bigint,
  daysPerMonth: number,
): string | undefined {
  const rows = lines.filter(({ item }) => item === NORMALIZER_ROWS);
  const ingested = rows.find(({ priceName }) => priceName.endsWith('Ingestion'));
  const cost = rows.reduce((sum, line) => sum + (line.cost?.amount ?? 0n), 0n);
  if (ingested === undefined || amount === undefined || bytesPerDay === 0n || cost * 2n <= amount)
    return undefined;
  const perDay = ingested.quantity / BigInt(daysPerMonth);
  const isAnalytics = ingested.priceName === 'logAnalyticsIngestion';
  const cheaper = [
    ...(isAnalytics ? ['the plan Basic of the workspace table'] : []),
    'a table in the storage account only',
    ...(rows.length > 1 ? ['a shorter retention'] : []),
    ...(isAnalytics && perDay >= COMMITMENT_BYTES_PER_DAY ? ['a commitment tier of Log Analytics'] : []),
  ];
  return (
    `${(cost * 100n) / amount} percent of the cost are the rows of the normalizer in the workspace, which are ` +
    `${Number((perDay * 100n) / bytesPerDay) / 100} times as large as the records: ` +
    `${either(cheaper)} costs less`
  );
}

function either(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
