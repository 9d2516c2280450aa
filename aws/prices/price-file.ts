/** What has a price: its unit, and what it is. */
export const PRICED = {
  cloudWatchDelivery: { unit: 'GB', what: 'delivery to CloudWatch Logs' },
  cloudWatchDeliveryInfrequent: { unit: 'GB', what: 'delivery to CloudWatch Logs, class Infrequent Access' },
  s3Delivery: { unit: 'GB', what: 'delivery to S3' },
  firehoseDelivery: { unit: 'GB', what: 'delivery to Firehose' },
  parquetConversion: { unit: 'GB', what: 'conversion to Parquet by AWS' },
  firehoseIngestion: { unit: 'GB', what: 'ingestion by Firehose' },
  cloudWatchStorage: { unit: 'GB-month', what: 'storage in CloudWatch Logs' },
  s3Storage: { unit: 'GB-month', what: 'storage in S3' },
  logsInsightsScan: { unit: 'GB', what: 'queries with Logs Insights' },
  athenaScan: { unit: 'GB', what: 'queries with Athena' },
  lambdaTime: { unit: 'GB-second', what: 'normalizer function' },
} as const;

/** Name of what has a price. */
export type PricedName = keyof typeof PRICED;

/** A price up to a monthly quantity; the last tier has no end. */
export interface PriceTier {
  /** End of the tier, in the unit of the price, counted from the first one of the month. */
  readonly upTo?: number;
  /** US dollars for one unit, as decimal text: `0.0000133334`. */
  readonly price: string;
}

/** A price, and how far it is to be trusted. */
export interface Price {
  readonly tiers: readonly PriceTier[];
  /** Where it was read. */
  readonly source: string;
  /** Day on which it was read, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Whether it was compared with the price list of AWS. */
  readonly verified: boolean;
  readonly note?: string;
}

/** Prices of some regions. A price that is not there is not known: it is never taken to be nothing. */
export interface PriceFile {
  readonly currency: 'USD';
  readonly regions: { readonly [region: string]: { readonly [Name in PricedName]?: Price } };
}
