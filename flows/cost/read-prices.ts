import { isDay } from '../day';
import { objectOf } from '../json-object';
import type { ChargeCatalogue, Price, PriceFile, PriceTier } from './price-file';
import { parsePrice } from './quantities';

const PRICE_KEYS: readonly (keyof Price)[] = ['tiers', 'source', 'asOf', 'verified', 'note'];
const TIER_KEYS: readonly (keyof PriceTier)[] = ['upTo', 'price'];

/** Thrown for an invalid price file. The message lists every problem. */
export class PriceFileError extends Error {
  override readonly name = 'PriceFileError';
}

/**
 * Validates the parsed JSON of a price file.
 *
 * @param charges the charges that can have a price
 * @throws PriceFileError with every problem and its path
 */
export function readPrices(json: unknown, charges: ChargeCatalogue): PriceFile {
  const { currency, regions } = objectOf(json);
  const problems: string[] = [];
  if (currency !== 'USD') problems.push(`currency: expected "USD", received ${JSON.stringify(currency)}`);
  if (Object.keys(objectOf(regions)).length === 0) problems.push('regions: expected at least one region');
  for (const [region, prices] of Object.entries(objectOf(regions))) {
    if (objectOf(prices) !== prices) {
      problems.push(`regions.${region}: expected an object with prices, received ${JSON.stringify(prices)}`);
    }
    for (const [name, price] of Object.entries(objectOf(prices))) {
      problems.push(
        ...priceProblems(name, price, charges).map((problem) => `regions.${region}.${name}${problem}`),
      );
    }
  }
  if (problems.length > 0) throw new PriceFileError(problems.join('; '));
  return json as PriceFile;
}

function priceProblems(name: string, json: unknown, charges: ChargeCatalogue): string[] {
  const { tiers, source, asOf, verified, note } = objectOf(json);
  const problems = unknownKeys(json, PRICE_KEYS);
  if (!Object.hasOwn(charges, name))
    problems.push(`: unknown price, expected one of ${Object.keys(charges).join(', ')}`);
  if (typeof source !== 'string' || source === '') problems.push('.source: expected the source of the price');
  if (typeof asOf !== 'string' || !isDay(asOf))
    problems.push(`.asOf: expected YYYY-MM-DD, received ${JSON.stringify(asOf)}`);
  if (typeof verified !== 'boolean')
    problems.push(`.verified: expected true or false, received ${JSON.stringify(verified)}`);
  if (note !== undefined && typeof note !== 'string')
    problems.push(`.note: expected text, received ${JSON.stringify(note)}`);
  if (!Array.isArray(tiers) || tiers.length === 0) return [...problems, '.tiers: expected at least one tier'];
  return [...problems, ...tiers.flatMap((tier, index) => tierProblems(tier, index, tiers))];
}

/** A key that nothing reads, such as a unit, can change what its author means. */
function unknownKeys(json: unknown, keys: readonly string[]): string[] {
  return Object.keys(objectOf(json))
    .filter((key) => !keys.includes(key))
    .map((key) => `.${key}: unknown key, expected ${keys.join(', ')}`);
}

function tierProblems(json: unknown, index: number, tiers: readonly unknown[]): string[] {
  const { upTo, price } = objectOf(json);
  const problems = unknownKeys(json, TIER_KEYS).map((problem) => `.tiers[${index}]${problem}`);
  if (typeof price !== 'string' || parsePrice(price) === undefined) {
    problems.push(
      `.tiers[${index}].price: expected dollars as text, such as "0.25", received ${JSON.stringify(price)}`,
    );
  }
  const isLast = index === tiers.length - 1;
  const start = index === 0 ? 0 : Number(objectOf(tiers[index - 1]).upTo);
  if (isLast && upTo !== undefined)
    problems.push(`.tiers[${index}].upTo: the last tier must have no end, received ${upTo}`);
  if (!isLast && !(Number.isSafeInteger(upTo) && (upTo as number) > start)) {
    problems.push(
      `.tiers[${index}].upTo: expected a whole number above ${start}, received ${JSON.stringify(upTo)}`,
    );
  }
  return problems;
}
