import { DestinationType } from '../flow-log';
import type { PricedName } from '../prices/price-file';
import type { Assumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import type { Retention } from './retention';

/** Monthly usage of one service by a flow log. */
export interface Usage {
  /** Name of its price. */
  readonly priceName: PricedName;
  /** The data or process that causes the usage: `raw records`. */
  readonly item: string;
  /** Quantity in billionths of the unit. */
  readonly quantity: bigint;
}

const MEGABYTES_PER_GB = 1024;

/** Memory with which a function has one full processor, in MB. Source: AWS Lambda Developer Guide, "Configure memory". */
const MEGABYTES_OF_ONE_PROCESSOR = 1769;

/**
 * Returns the monthly usage of a flow log, once its storage has reached the size that its retention allows.
 *
 * @param bytesPerDay bytes of raw text per day
 */
export function monthlyUsage(flowLog: CostedFlowLog, bytesPerDay: bigint, assumed: Assumptions): Usage[] {
  const perMonth = bytesPerDay * BigInt(assumed.daysPerMonth);
  const delivery = { bytesPerDay, perMonth, assumed };
  return [
    ...DESTINATION_USAGE[flowLog.destinationType](flowLog, delivery),
    ...normalizerUsage(flowLog, delivery),
  ];
}

interface Delivery {
  readonly bytesPerDay: bigint;
  readonly perMonth: bigint;
  readonly assumed: Assumptions;
}

const DESTINATION_USAGE: Readonly<
  Record<DestinationType, (flowLog: CostedFlowLog, delivery: Delivery) => Usage[]>
> = {
  [DestinationType.CLOUD_WATCH_LOGS]: (
    { infrequentAccess, retention },
    { bytesPerDay, perMonth, assumed },
  ) => [
    {
      priceName: infrequentAccess ? 'cloudWatchDeliveryInfrequent' : 'cloudWatchDelivery',
      item: 'raw records',
      quantity: perMonth,
    },
    {
      priceName: 'cloudWatchStorage',
      item: 'raw records',
      quantity: percent(storedBytes(bytesPerDay, retention, assumed), assumed.storedTextPercent),
    },
    {
      priceName: 'logsInsightsScan',
      item: 'raw records',
      quantity: perMonth * BigInt(assumed.readsPerMonth),
    },
  ],

  [DestinationType.S3]: ({ parquet, retention, normalizer }, { bytesPerDay, perMonth, assumed }) => {
    const storedPercent = parquet ? assumed.storedParquetPercent : assumed.storedTextPercent;
    const usage: Usage[] = [{ priceName: 's3Delivery', item: 'raw records', quantity: perMonth }];
    if (parquet) usage.push({ priceName: 'parquetConversion', item: 'raw records', quantity: perMonth });
    usage.push({
      priceName: 's3Storage',
      item: 'raw objects',
      quantity: percent(storedBytes(bytesPerDay, retention, assumed), storedPercent),
    });
    // with a table, queries read the table instead
    if (!normalizer) {
      const scanned = percent(perMonth, storedPercent) * BigInt(assumed.readsPerMonth);
      usage.push({ priceName: 'athenaScan', item: 'raw objects', quantity: scanned });
    }
    return usage;
  },

  [DestinationType.FIREHOSE]: (_, { perMonth }) => [
    { priceName: 'firehoseDelivery', item: 'raw records', quantity: perMonth },
    { priceName: 'firehoseIngestion', item: 'raw records', quantity: perMonth },
  ],
};

function normalizerUsage(
  { normalizer }: CostedFlowLog,
  { bytesPerDay, perMonth, assumed }: Delivery,
): Usage[] {
  if (!normalizer) return [];
  const { memoryMegabytes, tableRetention } = normalizer;
  const seconds = perMonth * BigInt(assumed.normalizerSecondsPerGb);
  // with less memory the function takes proportionally longer; with more, one thread is not faster
  const megabytes = BigInt(Math.max(memoryMegabytes, MEGABYTES_OF_ONE_PROCESSOR));
  return [
    {
      priceName: 'lambdaTime',
      item: 'normalizing',
      quantity: (seconds * megabytes) / BigInt(MEGABYTES_PER_GB),
    },
    {
      priceName: 's3Storage',
      item: 'table',
      quantity: percent(storedBytes(bytesPerDay, tableRetention, assumed), assumed.tablePercent),
    },
    {
      priceName: 'athenaScan',
      item: 'table',
      quantity: percent(perMonth, assumed.tablePercent) * BigInt(assumed.readsPerMonth),
    },
  ];
}

function storedBytes(bytesPerDay: bigint, retention: Retention | undefined, assumed: Assumptions): bigint {
  return bytesPerDay * BigInt(retention?.days ?? assumed.daysWithoutExpiry);
}

function percent(bytes: bigint, share: number): bigint {
  return (bytes * BigInt(share)) / 100n;
}
