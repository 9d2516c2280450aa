import type { ListedMeter } from '../../flows/cost/listed-price';
import {
  ACCESS_TIERS,
  type AccessTier,
  type AzurePriceName,
  type BlobPriceName,
  type BlobWritesPriceName,
  blobPriceName,
  blobWritesPriceName,
  REDUNDANCIES,
  type Redundancy,
  WRITE_REDUNDANCIES,
} from './charges';

/** A meter of the Azure Retail Prices API. */
export interface AzureMeter extends ListedMeter {
  readonly productName: string;
  readonly skuName: string;
  readonly meterName: string;
}

const MONITOR = 'Azure Monitor';
const LOG_ANALYTICS = { productName: 'Log Analytics', skuName: 'Analytics Logs' };
const NETWORK_WATCHER = { productName: 'Network Watcher', skuName: 'Standard', unit: '1 GB', exponent: 0 };
const ON_DEMAND = { productName: 'Flex Consumption', skuName: 'On Demand' };
const PER_GB = { unit: '1 GB', exponent: 0 };
const PER_GB_MONTH = { unit: '1 GB/Month', exponent: 0 };

/**
 * The meter of each charge. The normalizer runs on the plan Flex Consumption, and flow logs require a general-purpose v2
 * account. Meters of NSG flow logs have the prices of those of VNet flow logs.
 *
 * Source: Azure Retail Prices API.
 */
export const AZURE_METERS: Readonly<Record<AzurePriceName, AzureMeter>> = {
  networkLogsCollected: { ...NETWORK_WATCHER, meterName: 'Standard VNet Flow Logs Collected' },
  trafficAnalyticsHourly: { ...NETWORK_WATCHER, meterName: 'Standard Traffic Analytics Processing' },
  trafficAnalyticsTenMinutes: {
    ...NETWORK_WATCHER,
    meterName: 'Standard Traffic Analytics Processing at 10-Minute Interval',
  },
  logAnalyticsIngestion: { ...LOG_ANALYTICS, meterName: 'Analytics Logs Data Ingestion', ...PER_GB },
  logAnalyticsBasicIngestion: {
    productName: MONITOR,
    skuName: 'Basic Logs',
    meterName: 'Basic Logs Data Ingestion',
    ...PER_GB,
  },
  logAnalyticsAuxiliaryIngestion: {
    productName: MONITOR,
    skuName: 'Auxiliary Logs',
    meterName: 'Auxiliary Logs Data Ingestion',
    ...PER_GB,
  },
  logAnalyticsRetention: { ...LOG_ANALYTICS, meterName: 'Analytics Logs Data Retention', ...PER_GB_MONTH },
  functionTime: { ...ON_DEMAND, meterName: 'On Demand Execution Time', unit: '1 GB Second', exponent: 0 },
  functionExecutions: { ...ON_DEMAND, meterName: 'On Demand Total Executions', unit: '10', exponent: 5 },
  eventGridOperations: {
    productName: 'Event Grid',
    skuName: 'Standard',
    meterName: 'Standard Operations',
    unit: '100K',
    exponent: 1,
  },
  ...blobMeters(),
  ...blobWritesMeters(),
};

function blobMeters(): Record<BlobPriceName, AzureMeter> {
  const entries = ACCESS_TIERS.flatMap((tier) =>
    REDUNDANCIES.map((redundancy): [BlobPriceName, AzureMeter] => {
      const skuName = skuOf(tier, redundancy);
      return [
        blobPriceName(tier, redundancy),
        { ...blobSku(skuName), meterName: `${skuName} Data Stored`, ...PER_GB_MONTH },
      ];
    }),
  );
  return Object.fromEntries(entries) as Record<BlobPriceName, AzureMeter>;
}

/** The list states the price of 10,000 operations. */
function blobWritesMeters(): Record<BlobWritesPriceName, AzureMeter> {
  const entries = ACCESS_TIERS.flatMap((tier) =>
    WRITE_REDUNDANCIES.map((redundancy): [BlobWritesPriceName, AzureMeter] => {
      const skuName = skuOf(tier, redundancy);
      return [
        blobWritesPriceName(tier, redundancy),
        { ...blobSku(skuName), meterName: `${skuName} Write Operations`, unit: '10K', exponent: -1 },
      ];
    }),
  );
  return Object.fromEntries(entries) as Record<BlobWritesPriceName, AzureMeter>;
}

function blobSku(skuName: string) {
  return { productName: 'General Block Blob v2', skuName };
}

/** The name of a SKU: `Hot RA-GRS`. */
function skuOf(tier: AccessTier, redundancy: Redundancy): string {
  return `${tier} ${redundancy.replace(/^RA/, 'RA-')}`;
}
