import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import type { AzurePriceName } from '../prices/charges';
import { type BlockVolume, PER_THOUSAND } from './block-volume';
import type { CostedNormalizer } from './costed-flow-log';
import { storagePriceName, writesPriceName } from './storage-price';
import { ASSUMED_PLAN, workspaceUsage } from './workspace-usage';

/** One operation as a quantity of million operations, in billionths. */
const PER_MILLION = 1_000n;

/** Item of the rows that a normalizer writes to a workspace. */
export const NORMALIZER_ROWS = 'rows of the normalizer';

/** Memory of an instance that states none. Source: Azure Functions documentation, "Flex Consumption plan hosting". */
export const DEFAULT_MEMORY_MEGABYTES = 2_048;

const MEGABYTES_PER_GB = 1_024n;
const BYTES_PER_GB = 1_000_000_000n;
const BILLIONTHS_PER_MILLI = 1_000_000n;

/**
 * Returns the usage of a normalizer for one flow log, and the sweep that all flow logs of the normalizer share.
 *
 * Source: Azure Functions documentation, "Flex Consumption plan hosting", on billing; Azure Event Grid pricing.
 */
export function normalizerUsage(normalizer: CostedNormalizer, volume: BlockVolume): Usage<AzurePriceName>[] {
  const { assumed, blocksPerDay } = volume;
  const days = BigInt(assumed.daysPerMonth);
  const blocks = blocksPerDay * days;
  const sweeps = { item: 'sweep', sharedResource: normalizer.address };
  const sweepCount = BigInt(assumed.sweepsPerDay) * days;
  return [
    ...executions('normalizing', blocks, normalizer, volume),
    ...executions('sweep', sweepCount, normalizer, { ...volume, bytesPerDay: 0n }).map((each) => ({
      ...each,
      ...sweeps,
    })),
    {
      priceName: 'eventGridOperations',
      item: 'blocks',
      quantity: blocks * BigInt(assumed.eventOperations) * PER_MILLION,
    },
    ...tableUsage(normalizer, volume),
    ...(normalizer.deliversRows
      ? workspaceUsage(
          {
            item: NORMALIZER_ROWS,
            bytesPerDay: percent(volume.bytesPerDay, assumed.workspacePercent),
            retention: normalizer.workspaceRetention,
            plan: valueOr(normalizer.plan, ASSUMED_PLAN),
          },
          assumed,
        )
      : []),
  ];
}

function executions(
  item: string,
  count: bigint,
  { memoryMegabytes }: CostedNormalizer,
  { bytesPerDay, assumed }: BlockVolume,
): Usage<AzurePriceName>[] {
  const megabytes = BigInt(valueOr(memoryMegabytes, DEFAULT_MEMORY_MEGABYTES));
  const least = count * BigInt(assumed.executionMillis);
  const worked =
    (bytesPerDay * BigInt(assumed.daysPerMonth) * BigInt(assumed.blobMillisPerGb)) / BYTES_PER_GB;
  const millis = worked > least ? worked : least;
  return [
    {
      priceName: 'functionTime',
      item,
      quantity: (millis * BILLIONTHS_PER_MILLI * megabytes) / MEGABYTES_PER_GB,
    },
    { priceName: 'functionExecutions', item, quantity: count * PER_MILLION },
  ];
}

/** The table, and the writes of tables and cursors, which are in the same account. */
function tableUsage(
  { table, writesRows }: CostedNormalizer,
  { bytesPerDay, blocksPerDay, assumed }: BlockVolume,
): Usage<AzurePriceName>[] {
  const rows = valueOr(writesRows, true);
  const writes = BigInt(assumed.writesPerIncrement - (rows ? 0 : 1));
  const tableBytes =
    percent(bytesPerDay, assumed.tablePercent) + blocksPerDay * BigInt(assumed.tableBytesPerBlock);
  return [
    ...(rows
      ? [
          {
            priceName: storagePriceName(table),
            item: 'table',
            quantity: storedBytes(tableBytes, table.stored, assumed),
          },
        ]
      : []),
    {
      priceName: writesPriceName(table),
      item: rows ? 'table and cursors' : 'cursors',
      quantity: blocksPerDay * BigInt(assumed.daysPerMonth) * writes * PER_THOUSAND,
    },
  ];
}
