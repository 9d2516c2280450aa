import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Price, PriceTier } from '../../../flows/cost/price-file';
import {
  exactDollars,
  exactQuantity,
  inCents,
  parsePrice,
  parseQuantity,
  units,
} from '../../../flows/cost/quantities';
import { amountOf, tieredAmount } from '../../../flows/cost/tiered-price';

function price(...tiers: PriceTier[]): Price {
  return { tiers, source: 'a page', asOf: '2026-01-01', verified: false };
}

/** Tiers of a price list: 0.50 to 10 TB, 0.25 to 30 TB, 0.10 to 50 TB, 0.05 beyond. */
const VENDED = price(
  { upTo: 10_240, price: '0.50' },
  { upTo: 30_720, price: '0.25' },
  { upTo: 51_200, price: '0.10' },
  { price: '0.05' },
);

describe('quantities and prices', () => {
  test('are parsed exactly', () => {
    expect(parseQuantity('1.5')).toBe(1_500_000_000n);
    expect(parseQuantity('0.000000001')).toBe(1n);
    expect(parsePrice('0.0000133334')).toBe(13_333_400n);
  });

  test.each(['', '-1', '1e3', '1,5', '.5', '1.', '0.0000000001', 'NaN', '1 '])(
    'are not parsed from %j',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  test('are formatted with all digits', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(digits, (quantity) => {
        expect(parseQuantity(exactQuantity(quantity))).toBe(quantity);
      }),
    );
  });
});

describe('amounts', () => {
  test.each([
    ['100', '50.00'],
    ['10240', '5120.00'],
    // 10,240 x 0.50 + 9,760 x 0.25
    ['20000', '7560.00'],
    // 5,120 + 20,480 x 0.25 + 20,480 x 0.10 + 8,800 x 0.05
    ['60000', '12728.00'],
    ['0', '0.00'],
  ])('of %s GB in tiers', (gb, dollars) => {
    expect(inCents(amountOf(VENDED, parseQuantity(gb) as bigint))).toBe(dollars);
  });

  test.each([
    ['10240', '0', ['0.50']],
    ['10241', '0', ['0.50', '0.25']],
    ['1', '10240', ['0.25']],
    ['60000', '0', ['0.50', '0.25', '0.10', '0.05']],
    ['1', '60000', ['0.05']],
    ['0', '0', ['0.50']],
    ['0', '10240', ['0.25']],
    ['0', '99999', ['0.05']],
  ])('of %s GB after %s GB have the prices of their tiers', (gb, before, figures) => {
    const { prices } = tieredAmount(VENDED, parseQuantity(gb) as bigint, parseQuantity(before) as bigint);
    expect(prices).toEqual(figures);
  });

  test('are equal for one quantity and for the same quantity in two parts', () => {
    const gb = fc.integer({ min: 0, max: 100_000 }).map(units);
    fc.assert(
      fc.property(gb, gb, (first, second) => {
        const apart = amountOf(VENDED, first) + amountOf(VENDED, second, first);
        expect(apart).toBe(amountOf(VENDED, first + second));
      }),
    );
  });

  test('are rounded half up to cents once', () => {
    const cents = (gb: string, dollars: string) =>
      inCents(amountOf(price({ price: dollars }), parseQuantity(gb) as bigint));
    // 1.005 is slightly less in binary
    expect(cents('1.005', '1')).toBe('1.01');
    expect(cents('0.004999999', '1')).toBe('0.00');
    expect(cents('0.005', '1')).toBe('0.01');
  });

  test('have no rounding error over many additions', () => {
    const tenth = amountOf(price({ price: '0.1' }), units(1));
    const sum = Array.from({ length: 10_000 }, () => tenth).reduce((total, each) => total + each, 0n);
    expect(exactDollars(sum)).toBe('1000');
    expect(exactDollars(amountOf(price({ price: '0.0000133334' }), 1n))).toBe('0.0000000000000133334');
  });
});
