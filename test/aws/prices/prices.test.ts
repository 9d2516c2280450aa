import { describe, expect, test } from 'vitest';
import { readPrices } from '../../../aws/prices/read-prices';
import { SHIPPED_PRICES } from '../../../aws/prices/shipped-prices';
import { thrownBy } from '../../support/thrown';

const GOOD = {
  tiers: [{ upTo: 10, price: '0.5' }, { price: '0.25' }],
  source: 'a page',
  asOf: '2026-01-01',
  verified: true,
};

function file(price: object) {
  return { currency: 'USD', regions: { 'eu-central-1': { s3Delivery: price } } };
}

describe('the shipped prices', () => {
  test('are in the form that is asked of others, through JSON', () => {
    expect(readPrices(JSON.parse(JSON.stringify(SHIPPED_PRICES)))).toEqual(SHIPPED_PRICES);
  });

  test('are what the reference has for us-east-1', () => {
    const figuresOf = (name: 'cloudWatchDelivery' | 's3Delivery' | 'firehoseDelivery') =>
      SHIPPED_PRICES.regions['us-east-1']?.[name]?.tiers.map(({ upTo, price }) => [upTo, price]);
    const tiers = (...figures: string[]) =>
      figures.map((figure, index) => [[10_240, 30_720, 51_200][index], figure]);
    expect(figuresOf('cloudWatchDelivery')).toEqual(tiers('0.50', '0.25', '0.10', '0.05'));
    expect(figuresOf('s3Delivery')).toEqual(tiers('0.25', '0.15', '0.075', '0.05'));
    expect(figuresOf('firehoseDelivery')).toEqual(tiers('0.25', '0.15', '0.075', '0.05'));
  });

  test('say of themselves that nobody verified them', () => {
    const all = Object.values(SHIPPED_PRICES.regions).flatMap((prices) => Object.values(prices));
    expect(all.length).toBeGreaterThan(10);
    for (const { verified, source } of all) {
      expect(verified).toBe(false);
      expect(source).not.toBe('');
    }
  });
});

describe('a price file', () => {
  test('is taken as it is', () => {
    expect(readPrices(file(GOOD))).toEqual(file(GOOD));
  });

  test.each([
    [{}, 'currency is undefined'],
    [{ currency: 'EUR', regions: { x: {} } }, 'currency is "EUR"'],
    [{ currency: 'USD', regions: {} }, 'regions is empty'],
    [
      { currency: 'USD', regions: { r: { s3: GOOD } } },
      'regions.r.s3 is not a price: there are cloudWatchDelivery',
    ],
    [file({ ...GOOD, source: undefined }), 'regions.eu-central-1.s3Delivery.source is missing'],
    [file({ ...GOOD, asOf: 'today' }), '.asOf is "today": give YYYY-MM-DD'],
    [file({ ...GOOD, verified: undefined }), '.verified is undefined'],
    [file({ ...GOOD, tiers: [] }), '.tiers is empty'],
    [file({ ...GOOD, tiers: [{ price: 0.5 }] }), '.tiers[0].price is 0.5: give dollars as text'],
    [file({ ...GOOD, tiers: [{ price: '0.5' }, { price: '0.1' }] }), '.tiers[0].upTo is undefined'],
    [
      file({ ...GOOD, tiers: [{ upTo: 9, price: '1' }, { upTo: 9, price: '1' }, { price: '1' }] }),
      '.tiers[1].upTo is 9: give a whole number above 9',
    ],
    [file({ ...GOOD, tiers: [{ upTo: 9, price: '1' }] }), '.tiers[0].upTo is 9: the last tier has no end'],
  ])('is refused: %j', (json, message) => {
    expect(thrownBy(() => readPrices(json))).toContain(message);
  });

  test('is told all its faults at once', () => {
    const message = thrownBy(() => readPrices({ currency: 'EUR', regions: { r: { s3: { tiers: [] } } } }));
    expect(message.split('; ')).toHaveLength(6);
  });
});
