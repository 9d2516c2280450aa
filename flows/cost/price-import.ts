import { chargePrice, type ListedMeter, type ListedPrice } from './listed-price';
import type { Price, PriceFile } from './price-file';

/** The prices of price lists, and what they lack. */
export interface PriceImport<Name extends string> {
  readonly file: PriceFile<Name>;
  /** Charges without a price, for each region of the lists. */
  readonly missing: readonly { readonly region: string; readonly priceName: Name }[];
  /** Listed prices that were not imported, each with the reason. */
  readonly problems: readonly string[];
}

/**
 * Converts the listed prices of charges to a price file. If several lists state a price, the newest applies.
 *
 * @param meters the meter of each charge
 */
export function importPrices<Name extends string>(
  listed: readonly ListedPrice<Name>[],
  meters: Readonly<Record<Name, ListedMeter>>,
): PriceImport<Name> {
  const names = Object.keys(meters) as Name[];
  const regions = [...new Set(listed.map(({ region }) => region))].toSorted();
  const problems: string[] = [];
  const priceOf = (region: string, name: Name): Price | undefined => {
    const own = listed.filter((each) => each.region === region && each.priceName === name);
    const prices = own.flatMap((each) => {
      try {
        return [chargePrice(each, meters[name])];
      } catch (error) {
        problems.push(`${region}, ${name}: ${(error as Error).message} (${each.source})`);
        return [];
      }
    });
    const [newest, ...others] = prices.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1));
    const other = others.find((each) => each.asOf === newest?.asOf && figures(each) !== figures(newest));
    if (newest === undefined || other === undefined) return newest;
    problems.push(
      `${region}, ${name}: two different prices of ${newest.asOf}, ${figures(newest)} and ${figures(other)}`,
    );
    return undefined;
  };
  const rows = regions.map((region) => ({
    region,
    prices: names.flatMap((name) => {
      const price = priceOf(region, name);
      return price ? [[name, price] as const] : [];
    }),
  }));
  const found = rows.filter(({ prices }) => prices.length > 0);
  return {
    file: {
      currency: 'USD',
      regions: Object.fromEntries(
        found.map(({ region, prices }) => [region, Object.fromEntries(prices)]),
      ) as PriceFile<Name>['regions'],
    },
    missing: found.flatMap(({ region, prices }) =>
      names
        .filter((name) => !prices.some(([priced]) => priced === name))
        .map((priceName) => ({ region, priceName })),
    ),
    problems,
  };
}

/** Merges price files. Later files replace the prices of earlier ones. */
export function mergePrices(files: readonly PriceFile[]): PriceFile {
  const regions: Record<string, PriceFile['regions'][string]> = {};
  for (const { regions: own } of files) {
    for (const [region, prices] of Object.entries(own)) regions[region] = { ...regions[region], ...prices };
  }
  return { currency: 'USD', regions };
}

function figures({ tiers }: Price): string {
  return tiers.map(({ upTo, price }) => (upTo === undefined ? price : `${price} up to ${upTo}`)).join(', ');
}
