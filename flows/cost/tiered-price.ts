import type { Price } from './price-file';
import { parsePrice, units } from './quantities';

/** The exact cost of a quantity, and the prices of the tiers that it is in. */
export interface TieredAmount {
  readonly amount: bigint;
  /** Dollars per unit in each tier of the quantity, as decimal text; at least one. */
  readonly prices: readonly string[];
}

/**
 * Returns the cost of a quantity. Tiers are counted from the start of the month.
 *
 * @param usedBefore quantity that was used in the month before
 */
export function tieredAmount({ tiers }: Price, quantity: bigint, usedBefore = 0n): TieredAmount {
  const prices: string[] = [];
  let amount = 0n;
  let start = 0n;
  const from = usedBefore;
  const to = usedBefore + quantity;
  for (const { upTo, price } of tiers) {
    const end = upTo === undefined ? to + 1n : units(upTo);
    const within = smaller(end, to) - larger(start, from);
    if (within > 0n) amount += within * (parsePrice(price) as bigint);
    // no quantity has the price of the tier in which it would begin
    if (within > 0n || (quantity === 0n && from >= start && from < end)) prices.push(price);
    start = end;
  }
  return { amount, prices };
}

/** Returns the exact cost of a quantity. */
export function amountOf(price: Price, quantity: bigint, usedBefore = 0n): bigint {
  return tieredAmount(price, quantity, usedBefore).amount;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
