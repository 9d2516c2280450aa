import { AWS_CHARGES } from '../../aws/prices/charges';
import { AWS_PRICES } from '../../aws/prices/shipped-prices';
import { AZURE_CHARGES } from '../../azure/prices/charges';
import { AZURE_PRICES } from '../../azure/prices/shipped-prices';
import type { ChargeCatalogue, PriceFile } from '../../flows/cost/price-file';
import { Cloud } from '../facts';

/** The charges of each cloud. */
export const CHARGES_OF: Readonly<Record<Cloud, ChargeCatalogue>> = {
  [Cloud.AWS]: AWS_CHARGES,
  [Cloud.AZURE]: AZURE_CHARGES,
};

/** The charges of both clouds. */
export const CHARGES: ChargeCatalogue = { ...AWS_CHARGES, ...AZURE_CHARGES };

/** The prices that the package contains. The clouds have no region name in common. */
export const SHIPPED_PRICES: PriceFile = {
  currency: 'USD',
  regions: { ...AWS_PRICES.regions, ...AZURE_PRICES.regions },
};

/** Returns the regions of a cloud that a file has prices for. */
export function pricedRegions({ regions }: PriceFile, cloud: Cloud): string[] {
  return Object.entries(regions)
    .filter(([, prices]) => Object.keys(prices).some((name) => Object.hasOwn(CHARGES_OF[cloud], name)))
    .map(([region]) => region);
}
