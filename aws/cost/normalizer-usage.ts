import { units } from '../../flows/cost/quantities';
import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import type { AwsPriceName } from '../prices/charges';
import type { CostedNormalizer } from './costed-flow-log';
import type { RawVolume, WrittenObjects } from './raw-volume';
import { millions, thousands } from './request-units';

const BYTES_PER_GB = 1_000_000_000n;
const MEGABYTES_PER_GB = 1024n;
const MILLIS_PER_SECOND = 1000n;

/** Memory with which a function has one full processor, in MB. Source: AWS Lambda Developer Guide, "Configure memory". */
const MEGABYTES_OF_ONE_PROCESSOR = 1769;

/** Returns the usage of a normalizer for the objects of one flow log, and the usage that all flow logs of the normalizer share. */
export function normalizerUsage(
  normalizer: CostedNormalizer,
  written: WrittenObjects,
  volume: RawVolume,
): Usage<AwsPriceName>[] {
  const objects = written.objectsPerDay * BigInt(volume.assumed.daysPerMonth);
  return [
    ...functionUsage(normalizer, objects, written, volume),
    ...tableUsage(normalizer, volume),
    ...logUsage(normalizer, written.objectsPerDay, volume),
    ...sharedUsage(normalizer, volume),
  ];
}

function functionUsage(
  { memoryMegabytes, hasQueue }: CostedNormalizer,
  objects: bigint,
  { form }: WrittenObjects,
  { perMonth, format, assumed }: RawVolume,
): Usage<AwsPriceName>[] {
  const { normalizerMillisPerObject, queueRequestsPerObject } = assumed;
  const millisPerGb = BigInt(assumed[`normalizerMillisPerGb.${format}.${form}`]);
  // billionths of a millisecond: a byte is a billionth of a GB
  const millis = perMonth * millisPerGb + objects * BigInt(normalizerMillisPerObject) * BYTES_PER_GB;
  // with less memory the function takes proportionally longer; with more, one thread is not faster
  const megabytes = BigInt(Math.max(valueOr(memoryMegabytes, 0), MEGABYTES_OF_ONE_PROCESSOR));
  return [
    {
      priceName: 'lambdaTime',
      item: 'normalizing',
      quantity: (millis * megabytes) / (MEGABYTES_PER_GB * MILLIS_PER_SECOND),
    },
    { priceName: 'lambdaRequests', item: 'normalizing', quantity: millions(objects) },
    { priceName: 's3ReadRequests', item: 'raw objects', quantity: thousands(objects) },
    ...(hasQueue
      ? [
          {
            priceName: 'sqsRequests' as const,
            item: 'raw objects',
            quantity: millions(objects * BigInt(queueRequestsPerObject)),
          },
        ]
      : []),
  ];
}

function tableUsage(
  { table }: CostedNormalizer,
  { bytesPerDay, perMonth, format, assumed }: RawVolume,
): Usage<AwsPriceName>[] {
  const share = assumed[`tablePercent.${format}`];
  return [
    {
      priceName: 's3Storage',
      item: 'table',
      quantity: percent(storedBytes(bytesPerDay, table, assumed), share),
    },
    {
      priceName: 'athenaScan',
      item: 'table',
      quantity: percent(perMonth, share) * BigInt(assumed.readsPerMonth),
    },
  ];
}

/** Source: AWS Compute Blog, "AWS Lambda introduces tiered pricing for Amazon CloudWatch logs": logs of functions are vended logs. */
function logUsage(
  { log }: CostedNormalizer,
  objectsPerDay: bigint,
  { assumed }: RawVolume,
): Usage<AwsPriceName>[] {
  const bytesPerDay = objectsPerDay * BigInt(assumed.logBytesPerObject);
  return [
    {
      priceName: 'cloudWatchDelivery',
      item: 'log of the normalizer',
      quantity: bytesPerDay * BigInt(assumed.daysPerMonth),
    },
    {
      priceName: 'cloudWatchStorage',
      item: 'log of the normalizer',
      quantity: percent(storedBytes(bytesPerDay, log, assumed), assumed.logPercent),
    },
  ];
}

function sharedUsage(
  { address: sharedResource, hasQueue, alarmMetrics }: CostedNormalizer,
  { assumed }: RawVolume,
): Usage<AwsPriceName>[] {
  const idle = BigInt(assumed.idleReceivesPerDay) * BigInt(assumed.daysPerMonth);
  return [
    {
      priceName: 'customMetrics',
      item: 'normalizer',
      quantity: units(assumed.customMetrics),
      sharedResource,
    },
    ...(alarmMetrics > 0
      ? [
          {
            priceName: 'alarmMetrics' as const,
            item: 'normalizer',
            quantity: units(alarmMetrics),
            sharedResource,
          },
        ]
      : []),
    ...(hasQueue
      ? [{ priceName: 'sqsRequests' as const, item: 'empty queue', quantity: millions(idle), sharedResource }]
      : []),
  ];
}
