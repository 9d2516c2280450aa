import type { Price, PriceTier } from '../../../flows/cost/price-file';
import type { AzurePriceName } from '../charges';

/** The prices of a region in a copy of the price list. */
export interface RegionFigures {
  /** Day of the copy, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Dollars per unit of each charge. With several figures, the tiers of blob storage. */
  readonly figures: Readonly<Record<AzurePriceName, string>>;
}

/** The copy of the price list. */
const SOURCE =
  'Azure Retail Prices API, copy in Arturo-Quiroga-MSFT/azure-architecture-diagram-builder, src/data/pricing/regions';

/** Ends of the tiers of blob storage, in GB: 50 and 500 TB of 1,024 GB. */
const TIER_ENDS = [51_200, 512_000];

/** Returns the prices of a region. A copy is a secondary source. */
export function regionPrices({ asOf, figures }: RegionFigures): Readonly<Record<AzurePriceName, Price>> {
  const prices = Object.entries(figures).map(([name, text]): [string, Price] => {
    const all = text.split(' ');
    const tiers = all.map(
      (price, index): PriceTier =>
        index === all.length - 1 ? { price } : { upTo: TIER_ENDS[index] as number, price },
    );
    return [name, { tiers, source: SOURCE, asOf, verified: false }];
  });
  return Object.fromEntries(prices) as Record<AzurePriceName, Price>;
}
