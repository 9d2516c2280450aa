import type { Charge, ChargeCatalogue } from '../../flows/cost/price-file';

/** Redundancies of a storage account, as providers and templates spell them. */
export const REDUNDANCIES = ['LRS', 'ZRS', 'GRS', 'RAGRS', 'GZRS', 'RAGZRS'] as const;

export type Redundancy = (typeof REDUNDANCIES)[number];

/** Access tiers of new blobs. Flow logs require a standard account, which has these tiers. */
export const ACCESS_TIERS = ['Hot', 'Cool', 'Cold'] as const;

export type AccessTier = (typeof ACCESS_TIERS)[number];

/** Name of the price of storage in a tier with a redundancy: `blobHotLRS`. */
export type BlobPriceName = `blob${AccessTier}${Redundancy}`;

/** The charges of Azure for flow logs. */
export const AZURE_CHARGES = {
  networkLogsCollected: { unit: 'GB', charge: 'collection of flow logs by Network Watcher' },
  trafficAnalyticsHourly: { unit: 'GB', charge: 'Traffic Analytics, interval of 60 minutes' },
  trafficAnalyticsTenMinutes: { unit: 'GB', charge: 'Traffic Analytics, interval of 10 minutes' },
  logAnalyticsIngestion: { unit: 'GB', charge: 'ingestion by Log Analytics' },
  ...blobCharges(),
} as const satisfies ChargeCatalogue;

/** Name of a price of Azure. */
export type AzurePriceName = keyof typeof AZURE_CHARGES;

/** Returns the name of the price of storage. */
export function blobPriceName(tier: AccessTier, redundancy: Redundancy): BlobPriceName {
  return `blob${tier}${redundancy}`;
}

function blobCharges(): Readonly<Record<BlobPriceName, Charge>> {
  const entries = ACCESS_TIERS.flatMap((tier) =>
    REDUNDANCIES.map((redundancy): [BlobPriceName, Charge] => [
      blobPriceName(tier, redundancy),
      { unit: 'GB-month', charge: `storage of blobs, ${tier} ${redundancy}` },
    ]),
  );
  return Object.fromEntries(entries) as Record<BlobPriceName, Charge>;
}
