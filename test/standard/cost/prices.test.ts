import { describe, expect, test } from 'vitest';
import type { Price } from '../../../flows/cost/price-file';
import { inCents, parseQuantity } from '../../../flows/cost/quantities';
import { readPrices as readPriceFile } from '../../../flows/cost/read-prices';
import { amountOf } from '../../../flows/cost/tiered-price';
import { CHARGES, CHARGES_OF, pricedRegions, SHIPPED_PRICES } from '../../../standard/cost/prices';
import { Cloud } from '../../../standard/facts';
import { thrownBy } from '../../support/thrown';

const GOOD = {
  tiers: [{ upTo: 10, price: '0.5' }, { price: '0.25' }],
  source: 'a page',
  asOf: '2026-01-01',
  verified: true,
};

const readPrices = (json: unknown) => readPriceFile(json, CHARGES);

function file(price: object) {
  return { currency: 'USD', regions: { 'eu-central-1': { s3Delivery: price } } };
}

describe('the shipped prices', () => {
  test('are a valid price file, also as JSON', () => {
    expect(readPrices(JSON.parse(JSON.stringify(SHIPPED_PRICES)))).toEqual(SHIPPED_PRICES);
  });

  const tiersOf = (region: string, name: string) =>
    SHIPPED_PRICES.regions[region]?.[name]?.tiers.map(({ upTo, price }) => [upTo, price]);
  const tiers = (ends: readonly number[], ...figures: string[]) =>
    figures.map((figure, index) => [ends[index], figure]);
  const VENDED = [10_240, 30_720, 51_200];

  test.each([
    ['us-east-1', ['0.50', '0.25', '0.10', '0.05'], ['0.25', '0.15', '0.075', '0.05']],
    ['eu-west-1', ['0.57', '0.285', '0.114', '0.057'], ['0.285', '0.171', '0.086', '0.057']],
    ['ap-northeast-1', ['0.76', '0.38', '0.152', '0.076'], ['0.38', '0.228', '0.114', '0.076']],
  ])('have the tiers of vended logs in %s', (region, toCloudWatch, toS3) => {
    expect(tiersOf(region, 'cloudWatchDelivery')).toEqual(tiers(VENDED, ...toCloudWatch));
    expect(tiersOf(region, 's3Delivery')).toEqual(tiers(VENDED, ...toS3));
    expect(tiersOf(region, 'firehoseDelivery')).toEqual(tiers(VENDED, ...toS3));
  });

  test.each([
    // 10,240 x 0.76
    ['10240', 'cloudWatchDelivery', '7782.40'],
    // 15,000 GB are 500 GB a day: 7,782.40 + 4,760 x 0.38
    ['15000', 'cloudWatchDelivery', '9591.20'],
    // 10,240 x 0.38 + 4,760 x 0.228
    ['15000', 's3Delivery', '4976.48'],
    // 3,891.20 + 20,480 x 0.228 + 20,480 x 0.114 + 1 x 0.076
    ['51201', 's3Delivery', '10895.44'],
  ])('cost %s GB in Tokyo by %s', (gb, name, dollars) => {
    const price = SHIPPED_PRICES.regions['ap-northeast-1']?.[name];
    expect(inCents(amountOf(price as Price, parseQuantity(gb) as bigint))).toBe(dollars);
  });

  test.each(['us-east-1', 'eu-west-1', 'ap-northeast-1'])('have tiers of S3 storage in %s', (region) => {
    expect(tiersOf(region, 's3Storage')?.map(([upTo]) => upTo)).toEqual([51_200, 512_000, undefined]);
  });

  test('contain every charge of each region, except those without a source', () => {
    const missing = Object.entries(SHIPPED_PRICES.regions).flatMap(([region, prices]) => {
      const cloud = pricedRegions(SHIPPED_PRICES, Cloud.AWS).includes(region) ? Cloud.AWS : Cloud.AZURE;
      return Object.keys(CHARGES_OF[cloud])
        .filter((name) => !prices[name])
        .map((name) => `${region} ${name}`);
    });
    expect(missing.filter((each) => !each.startsWith('eastus '))).toEqual([
      'us-east-1 firehoseVendedIngestion',
      'eu-west-1 firehoseVendedIngestion',
    ]);
    expect(missing).toContain('eastus networkLogsCollected');
  });

  test.each([
    ['westeurope', '0.0196', '2.99', '0.13'],
    ['japaneast', '0.02', '3.34', '0.15'],
    ['eastus2', '0.0184', '2.76', '0.12'],
  ])('are those of the price list in %s', (region, blob, ingestion, retention) => {
    const figureOf = (name: string) => SHIPPED_PRICES.regions[region]?.[name]?.tiers[0]?.price;
    expect(figureOf('networkLogsCollected')).toBe('0.5');
    expect(figureOf('trafficAnalyticsHourly')).toBe('2.3');
    expect(figureOf('trafficAnalyticsTenMinutes')).toBe('3.5');
    expect(figureOf('blobHotLRS')).toBe(blob);
    expect(figureOf('logAnalyticsIngestion')).toBe(ingestion);
    expect(figureOf('logAnalyticsRetention')).toBe(retention);
    expect(figureOf('functionTime')).toBe('0.000026');
  });

  test('belong to regions of one cloud', () => {
    const [aws, azure] = [Cloud.AWS, Cloud.AZURE].map((cloud) => pricedRegions(SHIPPED_PRICES, cloud));
    expect(aws).toEqual(['us-east-1', 'eu-west-1', 'ap-northeast-1']);
    expect(azure).toEqual([
      'westeurope',
      'northeurope',
      'eastus2',
      'westus2',
      'japaneast',
      'southeastasia',
      'eastus',
    ]);
  });

  test('are marked as not verified', () => {
    const all = Object.values(SHIPPED_PRICES.regions).flatMap((prices) => Object.values(prices));
    expect(all.length).toBeGreaterThan(10);
    for (const price of all) {
      expect(price?.verified).toBe(false);
      expect(price?.source).not.toBe('');
    }
  });
});

describe('a price file', () => {
  test('is accepted if it is valid', () => {
    expect(readPrices(file(GOOD))).toEqual(file(GOOD));
  });

  test.each([
    [{}, 'currency: expected "USD", received undefined'],
    [{ currency: 'EUR', regions: { x: {} } }, 'currency: expected "USD", received "EUR"'],
    [{ currency: 'USD', regions: {} }, 'regions: expected at least one region'],
    [
      { currency: 'USD', regions: { r: { s3: GOOD } } },
      'regions.r.s3: unknown price, expected one of cloudWatchDelivery',
    ],
    [
      file({ ...GOOD, source: undefined }),
      'regions.eu-central-1.s3Delivery.source: expected the source of the price',
    ],
    [file({ ...GOOD, asOf: 'today' }), '.asOf: expected YYYY-MM-DD, received "today"'],
    [file({ ...GOOD, asOf: '2026-02-30' }), '.asOf: expected YYYY-MM-DD, received "2026-02-30"'],
    [file({ ...GOOD, note: { en: 'x' } }), '.note: expected text, received {"en":"x"}'],
    [
      file({ ...GOOD, unit: 'TB' }),
      '.s3Delivery.unit: unknown key, expected tiers, source, asOf, verified, note',
    ],
    [
      file({ ...GOOD, tiers: [{ price: '0.5', unit: 'TB' }] }),
      '.tiers[0].unit: unknown key, expected upTo, price',
    ],
    [file({ ...GOOD, verified: undefined }), '.verified: expected true or false, received undefined'],
    [file({ ...GOOD, tiers: [] }), '.tiers: expected at least one tier'],
    [
      file({ ...GOOD, tiers: [{ price: 0.5 }] }),
      '.tiers[0].price: expected dollars as text, such as "0.25", received 0.5',
    ],
    [
      file({ ...GOOD, tiers: [{ price: '0.5' }, { price: '0.1' }] }),
      '.tiers[0].upTo: expected a whole number above 0, received undefined',
    ],
    [
      file({ ...GOOD, tiers: [{ upTo: 9, price: '1' }, { upTo: 9, price: '1' }, { price: '1' }] }),
      '.tiers[1].upTo: expected a whole number above 9, received 9',
    ],
    [
      file({ ...GOOD, tiers: [{ upTo: 9, price: '1' }] }),
      '.tiers[0].upTo: the last tier must have no end, received 9',
    ],
    [
      { currency: 'USD', regions: { r: 'free' } },
      'regions.r: expected an object with prices, received "free"',
    ],
    [
      { currency: 'USD', regions: { r: { constructor: GOOD } } },
      'regions.r.constructor: unknown price, expected one of cloudWatchDelivery',
    ],
  ])('is rejected: %j', (json, message) => {
    expect(thrownBy(() => readPrices(json))).toContain(message);
  });

  test('reports all problems at once', () => {
    const message = thrownBy(() => readPrices({ currency: 'EUR', regions: { r: { s3: { tiers: [] } } } }));
    expect(message.split('; ')).toHaveLength(6);
  });
});
