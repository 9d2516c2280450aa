import type { Price } from './price-file';
import { parsePrice, units } from './quantities';

/**
 * Returns the exact cost of a quantity. Tiers are counted from the start of the month.
 *
 * @param usedBefore quantity that was used in the month before
 */
export function amountOf({ tiers }: Price, quantity: bigint, usedBefore = 0n): bigint {
  let amount = 0n;
  let start = 0n;
  const from = usedBefore;
  const to = usedBefore + quantity;
  for (const { upTo, price } of tiers) {
    const end = upTo === undefined ? to : units(upTo);
    const within = smaller(end, to) - larger(start, from);
    if (within > 0n) amount += within * (parsePrice(price) as bigint);
    start = end;
  }
  return amount;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
