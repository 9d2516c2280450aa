import { decimalText } from '../../flows/cost/decimal-text';
import type { ListedPrice, ListedTier } from '../../flows/cost/listed-price';
import { objectOf } from '../../flows/json-object';
import type { AzurePriceName } from './charges';
import { AZURE_METERS, type AzureMeter } from './meters';

/** The prices of a page, and whether another page follows. */
export interface RetailPrices {
  readonly prices: readonly ListedPrice<AzurePriceName>[];
  /** Address of the next page, which can have more tiers of the same meters. */
  readonly nextPage?: string;
}

/** An item of a page: one tier of a meter in a region. */
type Item = Readonly<Record<string, unknown>>;

const METERS = new Map(
  (Object.entries(AZURE_METERS) as [AzurePriceName, AzureMeter][]).map(([name, meter]) => [
    keyOf(meter),
    name,
  ]),
);

/**
 * Returns the prices of flow logs in pages of the Azure Retail Prices API. A page does not have a date.
 *
 * Source: Azure Cost Management REST reference, "Azure Retail Prices".
 *
 * @param asOf day on which the pages were requested, `YYYY-MM-DD`
 * @throws Error if the JSON is no page, or a price is not in US dollars
 */
export function azureListedPrices(pages: readonly unknown[], asOf: string): RetailPrices {
  const items = pages.flatMap(itemsOf);
  const groups = new Map<string, { region: string; priceName: AzurePriceName; items: Item[] }>();
  for (const item of items) {
    const priceName = METERS.get(keyOf(item));
    const region = item.armRegionName;
    if (typeof region !== 'string' || region === '' || priceName === undefined || item.type !== 'Consumption')
      continue;
    const key = `${region} ${priceName} ${item.meterId}`;
    const group = groups.get(key) ?? { region, priceName, items: [] };
    groups.set(key, group);
    group.items.push(item);
  }
  const last = objectOf(pages.at(-1)).NextPageLink;
  return {
    prices: [...groups.values()].map((group) => listedPrice(group, asOf)),
    ...(typeof last === 'string' && last !== '' && { nextPage: last }),
  };
}

function itemsOf(page: unknown): Item[] {
  const { Items } = objectOf(page);
  if (Array.isArray(Items)) return Items.map(objectOf);
  throw new Error(
    'expected a page of the Azure Retail Prices API (Items), received the keys ' +
      (Object.keys(objectOf(page)).slice(0, 5).join(', ') || 'of no object'),
  );
}

function keyOf(meter: { productName?: unknown; skuName?: unknown; meterName?: unknown }): string {
  return [meter.productName, meter.skuName, meter.meterName].join('|');
}

function listedPrice(
  { region, priceName, items }: { region: string; priceName: AzurePriceName; items: readonly Item[] },
  asOf: string,
): ListedPrice<AzurePriceName> {
  const { meterName, productName } = AZURE_METERS[priceName];
  const tiers = items.map((item) => tierOf(item, `${region}, ${meterName}`));
  // pages that were given twice have the same tiers twice
  const unique = new Map(tiers.map((tier) => [`${tier.from} ${tier.price}`, tier]));
  return {
    region,
    priceName,
    unit: [...new Set(items.map(({ unitOfMeasure }) => String(unitOfMeasure)))].join(', '),
    tiers: [...unique.values()],
    source: `Azure Retail Prices API, ${productName}, ${meterName}`,
    asOf,
  };
}

function tierOf(item: Item, where: string): ListedTier {
  if (item.currencyCode !== 'USD') {
    throw new Error(
      `${where}: the currency is ${JSON.stringify(item.currencyCode)}, expected "USD": request the pages without currencyCode`,
    );
  }
  const from = decimalText(item.tierMinimumUnits);
  const price = decimalText(item.retailPrice);
  if (from === undefined || price === undefined) {
    throw new Error(
      `${where}: expected the numbers tierMinimumUnits and retailPrice, received ` +
        JSON.stringify({ tierMinimumUnits: item.tierMinimumUnits, retailPrice: item.retailPrice }),
    );
  }
  return { from, price };
}
