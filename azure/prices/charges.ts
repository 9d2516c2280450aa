import type { Charge, ChargeCatalogue } from '../../flows/cost/price-file';

/** Redundancies of a storage account, as providers and templates spell them. */
export const REDUNDANCIES = ['LRS', 'ZRS', 'GRS', 'RAGRS', 'GZRS', 'RAGZRS'] as const;

export type Redundancy = (typeof REDUNDANCIES)[number];

/** Redundancies of write operations: an account with read access has the price of the account without it. */
export const WRITE_REDUNDANCIES = ['LRS', 'ZRS', 'GRS', 'GZRS'] as const satisfies readonly Redundancy[];

export type WriteRedundancy = (typeof WRITE_REDUNDANCIES)[number];

/** Access tiers of new blobs. Flow logs require a standard account, which has these tiers. */
export const ACCESS_TIERS = ['Hot', 'Cool', 'Cold'] as const;

export type AccessTier = (typeof ACCESS_TIERS)[number];

/** Name of the price of storage in a tier with a redundancy: `blobHotLRS`. */
export type BlobPriceName = `blob${AccessTier}${Redundancy}`;

/** Name of the price of write operations in a tier with a redundancy: `blobWritesHotLRS`. */
export type BlobWritesPriceName = `blobWrites${AccessTier}${WriteRedundancy}`;

/** The charges of Azure for flow logs. */
export const AZURE_CHARGES = {
  networkLogsCollected: { unit: 'GB', charge: 'collection of flow logs by Network Watcher' },
  trafficAnalyticsHourly: { unit: 'GB', charge: 'Traffic Analytics, interval of 60 minutes' },
  trafficAnalyticsTenMinutes: { unit: 'GB', charge: 'Traffic Analytics, interval of 10 minutes' },
  logAnalyticsIngestion: { unit: 'GB', charge: 'ingestion by Log Analytics, plan Analytics' },
  logAnalyticsBasicIngestion: { unit: 'GB', charge: 'ingestion by Log Analytics, plan Basic' },
  logAnalyticsAuxiliaryIngestion: { unit: 'GB', charge: 'ingestion by Log Analytics, plan Auxiliary' },
  logAnalyticsRetention: { unit: 'GB-month', charge: 'retention in Log Analytics after the included days' },
  functionTime: { unit: 'GB-second', charge: 'normalizer function' },
  functionExecutions: { unit: 'million executions', charge: 'executions of the normalizer function' },
  eventGridOperations: { unit: 'million operations', charge: 'operations of Event Grid' },
  ...blobCharges(),
  ...blobWritesCharges(),
} as const satisfies ChargeCatalogue;

/** Name of a price of Azure. */
export type AzurePriceName = keyof typeof AZURE_CHARGES;

/** Returns the name of the price of storage. */
export function blobPriceName(tier: AccessTier, redundancy: Redundancy): BlobPriceName {
  return `blob${tier}${redundancy}`;
}

/** Returns the name of the price of write operations. */
export function blobWritesPriceName(tier: AccessTier, redundancy: Redundancy): BlobWritesPriceName {
  const written = redundancy.replace(/^RA/, '') as WriteRedundancy;
  return `blobWrites${tier}${written}`;
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

function blobWritesCharges(): Readonly<Record<BlobWritesPriceName, Charge>> {
  const entries = ACCESS_TIERS.flatMap((tier) =>
    WRITE_REDUNDANCIES.map((redundancy): [BlobWritesPriceName, Charge] => [
      blobWritesPriceName(tier, redundancy),
      { unit: 'thousand operations', charge: `write operations on blobs, ${tier} ${redundancy}` },
    ]),
  );
  return Object.fromEntries(entries) as Record<BlobWritesPriceName, Charge>;
}
