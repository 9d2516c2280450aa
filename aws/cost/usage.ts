import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import { DestinationType } from '../flow-log';
import type { AwsPriceName } from '../prices/charges';
import type { AwsAssumptions } from './assumptions';
import type { CostedFlowLog, CostedLogGroup } from './costed-flow-log';
import { RawForm } from './measured-format';
import { ASSUMED_FORMAT } from './nearest-format';
import { deliveredObjectsPerDay } from './object-count';
import { objectUsage } from './object-usage';
import type { RawVolume } from './raw-volume';
import { streamsUsage } from './stream-usage';

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
  const volume = { bytesPerDay, perMonth, assumed, format: valueOr(flowLog.measuredFormat, ASSUMED_FORMAT) };
  return DESTINATION_USAGE[flowLog.destinationType](flowLog, volume);
}

type DestinationUsage = (flowLog: CostedFlowLog, volume: RawVolume) => Usage<AwsPriceName>[];

const DESTINATION_USAGE: Readonly<Record<DestinationType, DestinationUsage>> = {
  [DestinationType.CLOUD_WATCH_LOGS]: ({ logGroup, streams }, volume) => [
    ...(logGroup ? logGroupUsage(logGroup, volume) : []),
    ...streamsUsage(streams, RawForm.SUBSCRIPTION, volume),
  ],

  [DestinationType.S3]: ({ objects, parquet }, volume) => {
    const { perMonth, bytesPerDay, assumed } = volume;
    const form = valueOr(parquet, false) ? RawForm.PARQUET : RawForm.TEXT;
    return [
      { priceName: 's3Delivery', item: 'raw records', quantity: perMonth },
      ...(form === RawForm.PARQUET
        ? [{ priceName: 'parquetConversion' as const, item: 'raw records', quantity: perMonth }]
        : []),
      ...(objects
        ? objectUsage(objects, { form, objectsPerDay: deliveredObjectsPerDay(bytesPerDay, assumed) }, volume)
        : []),
    ];
  },

  [DestinationType.FIREHOSE]: ({ streams }, volume) => [
    { priceName: 'firehoseDelivery', item: 'raw records', quantity: volume.perMonth },
    ...streamsUsage(streams, RawForm.FIREHOSE, volume),
  ],
};

function logGroupUsage(
  { stored, infrequentAccess }: CostedLogGroup,
  { bytesPerDay, perMonth, assumed, format }: RawVolume,
): Usage<AwsPriceName>[] {
  return [
    {
      priceName: valueOr(infrequentAccess, false) ? 'cloudWatchDeliveryInfrequent' : 'cloudWatchDelivery',
      item: 'raw records',
      quantity: perMonth,
    },
    {
      priceName: 'cloudWatchStorage',
      item: 'raw records',
      quantity: percent(storedBytes(bytesPerDay, stored, assumed), assumed[`logGroupPercent.${format}`]),
    },
    {
      priceName: 'logsInsightsScan',
      item: 'raw records',
      quantity: perMonth * BigInt(assumed.readsPerMonth),
    },
  ];
}
