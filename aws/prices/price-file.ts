/** The services with a price: unit and description. */
export const PRICED = {
  cloudWatchDelivery: { unit: 'GB', charge: 'delivery to CloudWatch Logs' },
  cloudWatchDeliveryInfrequent: {
    unit: 'GB',
    charge: 'delivery to CloudWatch Logs, class Infrequent Access',
  },
  s3Delivery: { unit: 'GB', charge: 'delivery to S3' },
  firehoseDelivery: { unit: 'GB', charge: 'delivery to Firehose' },
  parquetConversion: { unit: 'GB', charge: 'conversion to Parquet by AWS' },
  firehoseIngestion: { unit: 'GB', charge: 'ingestion by Firehose' },
  cloudWatchStorage: { unit: 'GB-month', charge: 'storage in CloudWatch Logs' },
  s3Storage: { unit: 'GB-month', charge: 'storage in S3' },
  logsInsightsScan: { unit: 'GB', charge: 'queries with Logs Insights' },
  athenaScan: { unit: 'GB', charge: 'queries with Athena' },
  lambdaTime: { unit: 'GB-second', charge: 'normalizer function' },
} as const;

/** Name of a service with a price. */
export type PricedName = keyof typeof PRICED;

/** A price up to a monthly quantity. */
export interface PriceTier {
  /**
   * End of the tier: quantity of the month, in the unit of the price.
   *
   * @default - no end; only the last tier has none
   */
  readonly upTo?: number;
  /** US dollars per unit, as decimal text: `0.0000133334`. */
  readonly price: string;
}

/** A price and its provenance. */
export interface Price {
  readonly tiers: readonly PriceTier[];
  /** Title or address of the page that states the price. */
  readonly source: string;
  /** Day of the reading, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Whether it is equal to the price list of AWS. */
  readonly verified: boolean;
  readonly note?: string;
}

/** Prices of some regions. A missing price is unknown, not zero. */
export interface PriceFile {
  readonly currency: 'USD';
  readonly regions: { readonly [region: string]: { readonly [Name in PricedName]?: Price } };
}
