import type { Price, PriceTier } from '../../../flows/cost/price-file';

/** A secondary source of prices. */
export interface PriceSource {
  /** Its title, and what it quotes. */
  readonly title: string;
  /** The day for which it states the prices, `YYYY-MM-DD`; for a source without a date, the day of the reading. */
  readonly asOf: string;
}

/** Ends of the tiers of vended logs, in GB: 10, 30 and 50 TB of 1,024 GB. */
export const VENDED_LOG_TIERS = [10_240, 30_720, 51_200];

/** Ends of the tiers of S3 storage, in GB: 50 and 500 TB. */
export const STORAGE_TIERS = [51_200, 512_000];

/** Ends of the tiers of Firehose, in GB: 500 and 2,000 TB. */
export const FIREHOSE_TIERS = [512_000, 2_048_000];

/** Ends of the tiers of custom metrics. */
export const METRIC_TIERS = [10_000, 250_000, 1_000_000];

/** Ends of the tiers of Lambda on arm64, in GB-seconds. */
export const LAMBDA_TIERS = [7_500_000_000, 18_750_000_000];

/** The data from which the AWS pricing pages fill their tables: the prices of all regions by the names of rates. */
const pageData = (service: string) =>
  `data of the AWS pricing page of ${service}, copy in lamngockhuong/aws-price`;

/** Prices of CloudWatch in every region. */
export const CLOUD_WATCH_PAGE: PriceSource = {
  title: pageData('Amazon CloudWatch'),
  asOf: '2025-09-23',
};

/** Prices of S3 in every region. */
export const S3_PAGE: PriceSource = {
  title: pageData('Amazon S3'),
  asOf: '2025-10-22',
};

/** Prices of Lambda in every region. */
export const LAMBDA_PAGE: PriceSource = {
  title: pageData('AWS Lambda'),
  asOf: '2025-10-30',
};

/** Returns a price with one figure. */
export function flat({ title, asOf }: PriceSource, price: string, note?: string): Price {
  return { tiers: [{ price }], source: title, asOf, verified: false, ...(note !== undefined && { note }) };
}

/** Returns a price with tiers. */
export function tiered(source: PriceSource, ends: readonly number[], ...prices: readonly string[]): Price {
  const tiers = prices.map((price, index): PriceTier => {
    const upTo = ends[index];
    return upTo === undefined ? { price } : { upTo, price };
  });
  return { tiers, source: source.title, asOf: source.asOf, verified: false };
}
