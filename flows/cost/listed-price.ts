import { timesPowerOfTen } from './decimal-text';
import type { Price, PriceTier } from './price-file';
import { parsePrice } from './quantities';

/** A tier of a price list, in the unit of the list. */
export interface ListedTier {
  /** Start of the tier, as decimal text. */
  readonly from: string;
  /**
   * End of the tier, as decimal text, or `Inf`.
   *
   * @default - the list does not state ends: a tier ends where the next one starts
   */
  readonly to?: string;
  /** Dollars per unit, as decimal text. */
  readonly price: string;
}

/** A meter of a cloud's price list that has the price of a charge. */
export interface ListedMeter {
  /** Unit of the list. */
  readonly unit: string;
  /** The power of ten of the list's units that make a unit of the charge: 6 for a list per request and a charge per million. */
  readonly exponent: number;
}

/** The price of a meter in a region, as a price list states it. */
export interface ListedPrice<Name extends string = string> {
  readonly region: string;
  readonly priceName: Name;
  readonly unit: string;
  readonly tiers: readonly ListedTier[];
  readonly source: string;
  /** Day of the list, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Converts a listed price to a price per unit of the charge. A first tier without charge is a free amount of the account,
 * which other resources can use up; the price applies from the first unit instead, with a note.
 *
 * @throws Error if the unit is not that of the meter, or the tiers are not valid or not complete
 */
export function chargePrice({ unit, tiers, source, asOf }: ListedPrice, meter: ListedMeter): Price {
  if (tiers.length === 0) throw new Error('it has no price');
  if (unit !== meter.unit) throw new Error(`the unit is ${JSON.stringify(unit)}, expected "${meter.unit}"`);
  const sorted = tiers.toSorted((a, b) => Number(a.from) - Number(b.from));
  const [first, second] = sorted;
  if (first === undefined || Number(first.from) !== 0) throw new Error('no tier starts at 0');
  for (const [index, tier] of sorted.entries()) checkEnd(tier, sorted[index + 1]);
  const isFree = second !== undefined && Number(first.price) === 0;
  const paid = isFree ? [{ ...second, from: '0' }, ...sorted.slice(2)] : sorted;
  return {
    tiers: paid.map((tier, index) => chargeTier(tier, paid[index + 1], meter.exponent)),
    source,
    asOf,
    verified: true,
    ...(isFree && { note: 'the free amount of an account is not deducted' }),
  };
}

/** Tiers with a gap between them, that overlap, or without the last one have no certain price. */
function checkEnd({ from, to }: ListedTier, next: ListedTier | undefined): void {
  if (next !== undefined && Number(next.from) === Number(from)) throw new Error(`two tiers start at ${from}`);
  const expected = next?.from ?? 'Inf';
  if (to !== undefined && (to === 'Inf' ? 'Inf' : Number(to)) !== (next ? Number(expected) : expected))
    throw new Error(`the tier from ${from} ends at ${to}, expected ${expected}`);
}

function chargeTier({ price }: ListedTier, next: ListedTier | undefined, exponent: number): PriceTier {
  const scaled = timesPowerOfTen(price, exponent);
  if (parsePrice(scaled) === undefined) throw new Error(`the price ${scaled} has too many digits`);
  if (next === undefined) return { price: scaled };
  const upTo = Number(timesPowerOfTen(next.from, -exponent));
  if (!Number.isSafeInteger(upTo) || upTo <= 0)
    throw new Error(`the tier from ${next.from} does not start at a whole number of units of the charge`);
  return { upTo, price: scaled };
}
