import { storedBytes } from '../../flows/cost/stored-data';
import { percent, type Usage } from '../../flows/cost/usage';
import type { AwsPriceName } from '../prices/charges';
import type { CostedObjects } from './costed-flow-log';
import { normalizerUsage } from './normalizer-usage';
import type { RawVolume, WrittenObjects } from './raw-volume';
import { thousands } from './request-units';

/**
 * Returns the usage of raw objects: their storage, their requests, and the queries that read them. With a normalizer, queries
 * read its table instead.
 */
export function objectUsage(
  { stored, normalizer }: CostedObjects,
  written: WrittenObjects,
  volume: RawVolume,
): Usage<AwsPriceName>[] {
  const { form, objectsPerDay, isCompressed = true } = written;
  const { bytesPerDay, perMonth, format, assumed } = volume;
  const share = isCompressed ? assumed[`rawPercent.${format}.${form}`] : 100;
  const objectsPerMonth = objectsPerDay * BigInt(assumed.daysPerMonth);
  const writesPerObject = normalizer ? 1 + assumed.writesPerObject : 1;
  return [
    {
      priceName: 's3Storage',
      item: 'raw objects',
      quantity: percent(storedBytes(bytesPerDay, stored, assumed), share),
    },
    {
      priceName: 's3WriteRequests',
      item: normalizer ? 'raw objects and table' : 'raw objects',
      quantity: thousands(objectsPerMonth * BigInt(writesPerObject)),
    },
    ...(normalizer
      ? normalizerUsage(normalizer, { form, objectsPerDay }, volume)
      : [
          {
            priceName: 'athenaScan' as const,
            item: 'raw objects',
            quantity: percent(perMonth, share) * BigInt(assumed.readsPerMonth),
          },
        ]),
  ];
}
