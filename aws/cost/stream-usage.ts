import { percent, type Usage } from '../../flows/cost/usage';
import { valueOr } from '../../flows/value';
import type { AwsPriceName } from '../prices/charges';
import type { CostedStream } from './costed-flow-log';
import { RawForm } from './measured-format';
import { streamedObjectsPerDay } from './object-count';
import { objectUsage } from './object-usage';
import type { RawVolume } from './raw-volume';

/** Buffer of a delivery stream that sets none. Source: Amazon Data Firehose API Reference, "BufferingHints". */
export const DEFAULT_BUFFER = { seconds: 300, mebibytes: 5 } as const;

/** Returns the usage of delivery streams. With several, the items name their streams. */
export function streamsUsage(
  streams: readonly CostedStream[],
  form: RawForm.FIREHOSE | RawForm.SUBSCRIPTION,
  volume: RawVolume,
): Usage<AwsPriceName>[] {
  return streams.flatMap((stream) =>
    streamUsage(stream, form, volume).map((usage) => ({
      ...usage,
      item: streams.length > 1 ? `${usage.item} of ${stream.title}` : usage.item,
    })),
  );
}

/**
 * Returns the usage of a delivery stream. A flow log writes vended logs to it, which have a meter of their own; a subscription
 * writes compressed documents with direct puts.
 *
 * Source: Amazon Data Firehose Pricing.
 */
function streamUsage(
  stream: CostedStream,
  form: RawForm.FIREHOSE | RawForm.SUBSCRIPTION,
  volume: RawVolume,
): Usage<AwsPriceName>[] {
  const { bytesPerDay, assumed, format } = volume;
  const isVended = form === RawForm.FIREHOSE;
  const received = isVended ? bytesPerDay : percent(bytesPerDay, assumed[`rawPercent.${format}.${form}`]);
  const objectsPerDay = streamedObjectsPerDay(
    received,
    valueOr(stream.bufferSeconds, DEFAULT_BUFFER.seconds),
    valueOr(stream.bufferMebibytes, DEFAULT_BUFFER.mebibytes),
  );
  // documents of a subscription are compressed before the stream receives them
  const isCompressed = !isVended || valueOr(stream.isCompressed, true);
  return [
    {
      priceName: isVended ? 'firehoseVendedIngestion' : 'firehoseIngestion',
      item: 'raw records',
      quantity: received * BigInt(assumed.daysPerMonth),
    },
    ...(stream.objects ? objectUsage(stream.objects, { form, objectsPerDay, isCompressed }, volume) : []),
  ];
}
