import { describe, expect, test } from 'vitest';
import { readPrices as readPriceFile } from '../../../flows/cost/read-prices';
import { CHARGES, pricedRegions, SHIPPED_PRICES } from '../../../standard/cost/prices';
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

  test('are equal to the reference for us-east-1', () => {
    const figuresOf = (name: 'cloudWatchDelivery' | 's3Delivery' | 'firehoseDelivery') =>
      SHIPPED_PRICES.regions['us-east-1']?.[name]?.tiers.map(({ upTo, price }) => [upTo, price]);
    const tiers = (...figures: string[]) =>
      figures.map((figure, index) => [[10_240, 30_720, 51_200][index], figure]);
    expect(figuresOf('cloudWatchDelivery')).toEqual(tiers('0.50', '0.25', '0.10', '0.05'));
    expect(figuresOf('s3Delivery')).toEqual(tiers('0.25', '0.15', '0.075', '0.05'));
    expect(figuresOf('firehoseDelivery')).toEqual(tiers('0.25', '0.15', '0.075', '0.05'));
  });

  test('are equal to the fixtures for West Europe', () => {
    const figureOf = (name: string) => SHIPPED_PRICES.regions.westeurope?.[name]?.tiers[0]?.price;
    expect(figureOf('networkLogsCollected')).toBe('0.50');
    expect(figureOf('trafficAnalyticsHourly')).toBe('2.30');
    expect(figureOf('trafficAnalyticsTenMinutes')).toBe('3.50');
    expect(figureOf('logAnalyticsIngestion')).toBe('2.99');
  });

  test('belong to regions of one cloud', () => {
    const [aws, azure] = [Cloud.AWS, Cloud.AZURE].map((cloud) => pricedRegions(SHIPPED_PRICES, cloud));
    expect(aws).toEqual(['us-east-1', 'ap-northeast-1']);
    expect(azure).toEqual(['westeurope', 'westus', 'westus2', 'eastus2', 'westcentralus']);
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
