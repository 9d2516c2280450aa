import type { PriceFile } from '../../../flows/cost/price-file';
import type { AwsPriceName } from '../charges';
import {
  CLOUD_WATCH_PAGE,
  flat,
  LAMBDA_PAGE,
  LAMBDA_TIERS,
  type PriceSource,
  S3_PAGE,
  STORAGE_TIERS,
  tiered,
  VENDED_LOG_TIERS,
} from './sourced-price';

const COST_MODEL: PriceSource = {
  title: 'monthly cost model of a camera service in Tokyo, from the AWS Price List',
  asOf: '2026-09-18',
};
const FIREHOSE: PriceSource = {
  title: 'comparison of log management patterns with Firehose in Tokyo',
  asOf: '2026-01-28',
};

/** The prices of Asia Pacific (Tokyo). */
export const AP_NORTHEAST_1: PriceFile<AwsPriceName>['regions'][string] = {
  cloudWatchDelivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.76', '0.38', '0.152', '0.076'),
  cloudWatchDeliveryInfrequent: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.38', '0.228', '0.114', '0.076'),
  s3Delivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.38', '0.228', '0.114', '0.076'),
  firehoseDelivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.38', '0.228', '0.114', '0.076'),
  parquetConversion: flat(CLOUD_WATCH_PAGE, '0.056'),
  firehoseIngestion: flat(FIREHOSE, '0.036', 'price of the first 500 TB; the tiers above it are unknown'),
  firehoseVendedIngestion: flat(FIREHOSE, '0.13', 'one source only; the tiers are unknown'),
  cloudWatchStorage: flat(CLOUD_WATCH_PAGE, '0.033'),
  s3Storage: tiered(S3_PAGE, STORAGE_TIERS, '0.025', '0.024', '0.023'),
  logsInsightsScan: flat(CLOUD_WATCH_PAGE, '0.0076'),
  athenaScan: flat(COST_MODEL, '0.005', 'a thousandth of 5 USD per TB'),
  lambdaTime: tiered(LAMBDA_PAGE, LAMBDA_TIERS, '0.0000133334', '0.0000120001', '0.0000106667'),
  lambdaRequests: flat(COST_MODEL, '0.20'),
  sqsRequests: flat(COST_MODEL, '0.40', 'price of the first 100,000 million; the tiers above it are unknown'),
  s3WriteRequests: flat(COST_MODEL, '0.0047'),
  s3ReadRequests: flat(COST_MODEL, '0.00037'),
  customMetrics: flat(COST_MODEL, '0.30', 'price of the first 10,000 metrics'),
  alarmMetrics: flat(COST_MODEL, '0.10'),
};
