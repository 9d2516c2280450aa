import { parsePrice } from '../cost/quantities';
import { objectOf } from '../template/read-template';
import { PRICED, type PriceFile } from './price-file';

/** A price file that can not be used, with all that is wrong with it. */
export class PriceFileError extends Error {
  override readonly name = 'PriceFileError';
}

/**
 * Reads a price file from parsed JSON.
 *
 * @throws PriceFileError with every problem and where it is
 */
export function readPrices(json: unknown): PriceFile {
  const { currency, regions } = objectOf(json);
  const problems: string[] = [];
  if (currency !== 'USD') problems.push(`currency is ${JSON.stringify(currency)}: only "USD" is counted`);
  if (Object.keys(objectOf(regions)).length === 0) problems.push('regions is empty: name one at least');
  for (const [region, prices] of Object.entries(objectOf(regions))) {
    for (const [name, price] of Object.entries(objectOf(prices))) {
      problems.push(...priceProblems(name, price).map((problem) => `regions.${region}.${name}${problem}`));
    }
  }
  if (problems.length > 0) throw new PriceFileError(problems.join('; '));
  return json as PriceFile;
}

function priceProblems(name: string, json: unknown): string[] {
  const { tiers, source, asOf, verified } = objectOf(json);
  const problems: string[] = [];
  if (!(name in PRICED)) problems.push(` is not a price: there are ${Object.keys(PRICED).join(', ')}`);
  if (typeof source !== 'string' || source === '') problems.push('.source is missing: say where it was read');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(asOf)))
    problems.push(`.asOf is ${JSON.stringify(asOf)}: give YYYY-MM-DD`);
  if (typeof verified !== 'boolean')
    problems.push(`.verified is ${JSON.stringify(verified)}: give true or false`);
  if (!Array.isArray(tiers) || tiers.length === 0) return [...problems, '.tiers is empty: give one at least'];
  return [...problems, ...tiers.flatMap((tier, index) => tierProblems(tier, index, tiers))];
}

function tierProblems(json: unknown, index: number, tiers: readonly unknown[]): string[] {
  const { upTo, price } = objectOf(json);
  const problems: string[] = [];
  if (typeof price !== 'string' || parsePrice(price) === undefined) {
    problems.push(`.tiers[${index}].price is ${JSON.stringify(price)}: give dollars as text, such as "0.25"`);
  }
  const isLast = index === tiers.length - 1;
  const start = index === 0 ? 0 : Number(objectOf(tiers[index - 1]).upTo);
  if (isLast && upTo !== undefined)
    problems.push(`.tiers[${index}].upTo is ${upTo}: the last tier has no end`);
  if (!isLast && !(Number.isSafeInteger(upTo) && (upTo as number) > start)) {
    problems.push(`.tiers[${index}].upTo is ${JSON.stringify(upTo)}: give a whole number above ${start}`);
  }
  return problems;
}
