import { describe, expect, test } from 'vitest';
import type { ListedPrice } from '../../../flows/cost/listed-price';
import { importPrices, mergePrices } from '../../../flows/cost/price-import';

const METERS = {
  storage: { unit: 'GB-Mo', exponent: 0 },
  requests: { unit: 'Requests', exponent: 6 },
};

function listed(given: Partial<ListedPrice<keyof typeof METERS>> = {}): ListedPrice<keyof typeof METERS> {
  return {
    region: 'r',
    priceName: 'storage',
    unit: 'GB-Mo',
    tiers: [{ from: '0', price: '0.023' }],
    source: 'a list',
    asOf: '2026-09-01',
    ...given,
  };
}

const priceOf = (...all: ListedPrice<keyof typeof METERS>[]) => {
  const { file, problems } = importPrices(all, METERS);
  return { ...file.regions.r, problems };
};

describe('an import of listed prices', () => {
  test('orders tiers and gives each its end', () => {
    const tiers = [
      { from: '512000', price: '0.021' },
      { from: '0', price: '0.023' },
      { from: '51200', price: '0.022' },
    ];
    expect(priceOf(listed({ tiers })).storage).toEqual({
      tiers: [{ upTo: 51_200, price: '0.023' }, { upTo: 512_000, price: '0.022' }, { price: '0.021' }],
      source: 'a list',
      asOf: '2026-09-01',
      verified: true,
    });
  });

  test('converts the unit of prices and of tiers', () => {
    const tiers = [
      { from: '0', price: '0.0000004' },
      { from: '100000000000', price: '0.0000003' },
    ];
    const { requests } = priceOf(listed({ priceName: 'requests', unit: 'Requests', tiers }));
    expect(requests?.tiers).toEqual([{ upTo: 100_000, price: '0.4' }, { price: '0.3' }]);
  });

  test('does not deduct the free amount of an account, and notes it', () => {
    const tiers = [
      { from: '0', price: '0' },
      { from: '5', price: '2.99' },
    ];
    expect(priceOf(listed({ tiers })).storage).toMatchObject({
      tiers: [{ price: '2.99' }],
      note: 'the free amount of an account is not deducted',
    });
  });

  test.each([
    [
      'a gap',
      [
        ['0', '10', '3'],
        ['20', 'Inf', '2'],
      ],
      'the tier from 0 ends at 10, expected 20',
    ],
    [
      'an overlap',
      [
        ['0', 'Inf', '3'],
        ['20', 'Inf', '2'],
      ],
      'the tier from 0 ends at Inf, expected 20',
    ],
    [
      'one start',
      [
        ['0', 'Inf', '3'],
        ['0', 'Inf', '2'],
      ],
      'two tiers start at 0',
    ],
    ['no last tier', [['0', '10', '3']], 'the tier from 0 ends at 10, expected Inf'],
    ['an end that is no number', [['0', 'all', '3']], 'the tier from 0 ends at all, expected Inf'],
  ])('refuses tiers with %s', (_, rows, problem) => {
    const tiers = rows.map(([from = '', to = '', price = '']) => ({ from, to, price }));
    const { storage, problems } = priceOf(
      listed({ tiers }),
      listed({ priceName: 'requests', unit: 'Requests' }),
    );
    expect(storage).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test('takes the newest of several lists', () => {
    const older = listed({ asOf: '2026-08-01', tiers: [{ from: '0', price: '9' }] });
    expect(priceOf(older, listed()).storage?.tiers).toEqual([{ price: '0.023' }]);
    expect(priceOf(listed(), older).storage?.tiers).toEqual([{ price: '0.023' }]);
  });

  test('refuses two prices of one day', () => {
    const other = listed({ tiers: [{ from: '0', price: '9' }] });
    for (const all of [
      [listed(), other, listed()],
      [other, listed()],
    ]) {
      const { storage, problems } = priceOf(...all);
      expect(storage).toBeUndefined();
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^r, storage: two different prices of 2026-09-01, .*9/);
    }
    expect(priceOf(listed(), listed()).problems).toEqual([]);
  });

  test.each([
    [{ unit: 'GB' }, 'r, storage: the unit is "GB", expected "GB-Mo" (a list)'],
    [{ tiers: [{ from: '10', price: '1' }] }, 'r, storage: no tier starts at 0 (a list)'],
    [{ tiers: [] }, 'r, storage: it has no price (a list)'],
    [
      { tiers: [{ from: '0', price: '0.0000000000001' }] },
      'r, storage: the price 0.0000000000001 has too many digits (a list)',
    ],
    [
      {
        tiers: [
          { from: '0', price: '1' },
          { from: '0.5', price: '2' },
        ],
      },
      'r, storage: the tier from 0.5 does not start at a whole number of units of the charge (a list)',
    ],
  ])('reports a price that is not valid: %j', (given, problem) => {
    expect(priceOf(listed(given))).toEqual({ problems: [problem] });
  });

  test('reports charges without a price, for each region with prices', () => {
    expect(importPrices([listed()], METERS).missing).toEqual([{ region: 'r', priceName: 'requests' }]);
    expect(importPrices([listed({ unit: 'TB' })], METERS)).toMatchObject({
      missing: [],
      file: { regions: {} },
    });
  });
});

describe('price files', () => {
  test('are merged by region and price; later files replace earlier prices', () => {
    const price = (source: string) => ({
      tiers: [{ price: '1' }],
      source,
      asOf: '2026-01-01',
      verified: true,
    });
    const merged = mergePrices([
      { currency: 'USD', regions: { a: { x: price('1'), y: price('1') } } },
      { currency: 'USD', regions: { a: { x: price('2') }, b: { z: price('2') } } },
    ]);
    expect(merged.regions).toEqual({ a: { x: price('2'), y: price('1') }, b: { z: price('2') } });
  });
});
