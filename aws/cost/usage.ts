import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import { DestinationType } from '../flow-log';
import type { AwsPriceName } from '../prices/charges';
import type { AwsAssumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';

const MEGABYTES_PER_GB = 1024;

/** Memory with which a function has one full processor, in MB. Source: AWS Lambda Developer Guide, "Configure memory". */
const MEGABYTES_OF_ONE_PROCESSOR = 1769;

/**
 * Returns the monthly usage of a flow log, once its storage has reached the size that its retention allows.
 *
 * @param bytesPerDay bytes of raw text per day
 */
export function monthlyUsage(
  flowLog: CostedFlowLog,
  bytesPerDay: bigint,
  assumed: AwsAssumptions,
): Usage<AwsPriceName>[] {
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
  readonly assumed: AwsAssumptions;
}

type DestinationUsage = (flowLog: CostedFlowLog, delivery: Delivery) => Usage<AwsPriceName>[];

const DESTINATION_USAGE: Readonly<Record<DestinationType, DestinationUsage>> = {
  [DestinationType.CLOUD_WATCH_LOGS]: (flowLog, { bytesPerDay, perMonth, assumed }) => [
    {
      priceName: valueOr(flowLog.infrequentAccess, false)
        ? 'cloudWatchDeliveryInfrequent'
        : 'cloudWatchDelivery',
      item: 'raw records',
      quantity: perMonth,
    },
    ...(flowLog.stored
      ? [
          {
            priceName: 'cloudWatchStorage' as const,
            item: 'raw records',
            quantity: percent(storedBytes(bytesPerDay, flowLog.stored, assumed), assumed.storedTextPercent),
          },
        ]
      : []),
    {
      priceName: 'logsInsightsScan',
      item: 'raw records',
      quantity: perMonth * BigInt(assumed.readsPerMonth),
    },
  ],

  [DestinationType.S3]: (flowLog, delivery) => {
    const { perMonth, assumed } = delivery;
    const parquet = valueOr(flowLog.parquet, false);
    const storedPercent = parquet ? assumed.storedParquetPercent : assumed.storedTextPercent;
    return [
      { priceName: 's3Delivery', item: 'raw records', quantity: perMonth },
      ...(parquet
        ? [{ priceName: 'parquetConversion' as const, item: 'raw records', quantity: perMonth }]
        : []),
      ...rawObjects(flowLog, delivery, storedPercent),
    ];
  },

  [DestinationType.FIREHOSE]: (flowLog, delivery) => [
    { priceName: 'firehoseDelivery', item: 'raw records', quantity: delivery.perMonth },
    { priceName: 'firehoseIngestion', item: 'raw records', quantity: delivery.perMonth },
    ...rawObjects(
      flowLog,
      delivery,
      valueOr(flowLog.isCompressed, true) ? delivery.assumed.storedTextPercent : 100,
    ),
  ],
};

/** The storage of raw objects, and the queries that read them. With a table, queries read the table instead. */
function rawObjects(
  { stored, normalizer }: CostedFlowLog,
  { bytesPerDay, perMonth, assumed }: Delivery,
  storedPercent: number,
): Usage<AwsPriceName>[] {
  if (!stored) return [];
  const usage: Usage<AwsPriceName>[] = [
    {
      priceName: 's3Storage',
      item: 'raw objects',
      quantity: percent(storedBytes(bytesPerDay, stored, assumed), storedPercent),
    },
  ];
  if (normalizer) return usage;
  const scanned = percent(perMonth, storedPercent) * BigInt(assumed.readsPerMonth);
  return [...usage, { priceName: 'athenaScan', item: 'raw objects', quantity: scanned }];
}

function normalizerUsage(
  { normalizer }: CostedFlowLog,
  { bytesPerDay, perMonth, assumed }: Delivery,
): Usage<AwsPriceName>[] {
  if (!normalizer) return [];
  const { memoryMegabytes, table } = normalizer;
  const seconds = perMonth * BigInt(assumed.normalizerSecondsPerGb);
  // with less memory the function takes proportionally longer; with more, one thread is not faster
  const megabytes = BigInt(Math.max(valueOr(memoryMegabytes, 0), MEGABYTES_OF_ONE_PROCESSOR));
  return [
    {
      priceName: 'lambdaTime',
      item: 'normalizing',
      quantity: (seconds * megabytes) / BigInt(MEGABYTES_PER_GB),
    },
    {
      priceName: 's3Storage',
      item: 'table',
      quantity: percent(storedBytes(bytesPerDay, table, assumed), assumed.tablePercent),
    },
    {
      priceName: 'athenaScan',
      item: 'table',
      quantity: percent(perMonth, assumed.tablePercent) * BigInt(assumed.readsPerMonth),
    },
  ];
}
