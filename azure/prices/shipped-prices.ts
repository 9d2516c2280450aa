import type { Price, PriceFile } from '../../flows/cost/price-file';
import type { AzurePriceName } from './charges';
import { EAST_US_2 } from './regions/east-us-2';
import { JAPAN_EAST } from './regions/japan-east';
import { NORTH_EUROPE } from './regions/north-europe';
import { regionPrices } from './regions/region-figures';
import { SOUTHEAST_ASIA } from './regions/southeast-asia';
import { WEST_EUROPE } from './regions/west-europe';
import { WEST_US_2 } from './regions/west-us-2';

const COST_GUIDE = 'agenticcodingops/azure-wordpress: cost guide, from the Azure Retail Prices API (East US)';
const INGESTION_NOTES = 'notes on log plans, from the Azure Retail Prices API (East US)';
const FUNCTION_NOTES = 'notes on a migration to Azure, from the Azure Retail Prices API (East US)';

/**
 * The prices of Azure that the package contains. All of them are from secondary sources, and each has the day of its source.
 * For exact estimates, make your own price file with `flow-logs prices from-azure`.
 */
export const AZURE_PRICES: PriceFile<AzurePriceName> = {
  currency: 'USD',
  regions: {
    westeurope: regionPrices(WEST_EUROPE),
    northeurope: regionPrices(NORTH_EUROPE),
    eastus2: regionPrices(EAST_US_2),
    westus2: regionPrices(WEST_US_2),
    japaneast: regionPrices(JAPAN_EAST),
    southeastasia: regionPrices(SOUTHEAST_ASIA),
    eastus: {
      logAnalyticsIngestion: flat('2.30', COST_GUIDE, '2026-10-03'),
      logAnalyticsRetention: flat('0.10', COST_GUIDE, '2026-10-03'),
      logAnalyticsBasicIngestion: flat('0.50', INGESTION_NOTES, '2026-07-23'),
      logAnalyticsAuxiliaryIngestion: flat('0.05', INGESTION_NOTES, '2026-07-23'),
      functionTime: flat('0.000026', FUNCTION_NOTES, '2026-07-30'),
      functionExecutions: flat('0.40', FUNCTION_NOTES, '2026-07-30'),
      blobHotLRS: {
        ...flat('0.0208', COST_GUIDE, '2026-10-03'),
        note: 'price of the first 50 TB; the tiers above it are unknown',
      },
      blobWritesHotLRS: flat('0.005', COST_GUIDE, '2026-10-03'),
    },
  },
};

function flat(price: string, source: string, asOf: string): Price {
  return { tiers: [{ price }], source, asOf, verified: false };
}
