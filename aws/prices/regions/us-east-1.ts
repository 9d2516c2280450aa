import type { PriceFile } from '../../../flows/cost/price-file';
import type { AwsPriceName } from '../charges';
import {
  FIREHOSE_TIERS,
  flat,
  LAMBDA_TIERS,
  METRIC_TIERS,
  type PriceSource,
  STORAGE_TIERS,
  tiered,
  VENDED_LOG_TIERS,
} from './sourced-price';

const CLOUD_WATCH: PriceSource = {
  title: '"Amazon CloudWatch and AWS CloudTrail Pricing Data (US East)", from the AWS Price List API',
  asOf: '2025-10-28',
};
const PRICE_BOOK: PriceSource = {
  title: 'ocelhq/ocel: "The price book", from the AWS Price List',
  asOf: '2026-08-31',
};
const FIREHOSE: PriceSource = {
  title: 'notes on the AWS Pricing Calculator form for Amazon Data Firehose, from the Price List API',
  asOf: '2026-11-30',
};
const ATHENA: PriceSource = {
  title: 'audit of an Athena cost adapter, from the AWS Price List API',
  asOf: '2026-05-01',
};
const QUEUES: PriceSource = {
  title: 'test of a cost estimator with the description of the AWS Price List, US East',
  asOf: '2026-11-30',
};

/** The prices of US East (N. Virginia). The price of vended logs as the source of a Firehose stream is unknown. */
export const US_EAST_1: PriceFile<AwsPriceName>['regions'][string] = {
  cloudWatchDelivery: tiered(CLOUD_WATCH, VENDED_LOG_TIERS, '0.50', '0.25', '0.10', '0.05'),
  cloudWatchDeliveryInfrequent: tiered(CLOUD_WATCH, VENDED_LOG_TIERS, '0.25', '0.15', '0.075', '0.05'),
  s3Delivery: tiered(CLOUD_WATCH, VENDED_LOG_TIERS, '0.25', '0.15', '0.075', '0.05'),
  firehoseDelivery: tiered(CLOUD_WATCH, VENDED_LOG_TIERS, '0.25', '0.15', '0.075', '0.05'),
  parquetConversion: flat(CLOUD_WATCH, '0.03'),
  firehoseIngestion: {
    ...tiered(FIREHOSE, FIREHOSE_TIERS, '0.029', '0.025', '0.020'),
    note: 'read for us-east-2; the source has no date',
  },
  cloudWatchStorage: flat(CLOUD_WATCH, '0.03'),
  s3Storage: tiered(PRICE_BOOK, STORAGE_TIERS, '0.023', '0.022', '0.021'),
  logsInsightsScan: flat(CLOUD_WATCH, '0.005'),
  athenaScan: flat(ATHENA, '0.005', 'a thousandth of 5 USD per TB'),
  lambdaTime: tiered(PRICE_BOOK, LAMBDA_TIERS, '0.0000133334', '0.0000120001', '0.0000106667'),
  lambdaRequests: flat(PRICE_BOOK, '0.20'),
  sqsRequests: flat(QUEUES, '0.40', 'the source has no date'),
  s3WriteRequests: flat(PRICE_BOOK, '0.005'),
  s3ReadRequests: flat(PRICE_BOOK, '0.0004'),
  customMetrics: tiered(CLOUD_WATCH, METRIC_TIERS, '0.30', '0.10', '0.05', '0.02'),
  alarmMetrics: flat(CLOUD_WATCH, '0.10'),
};
