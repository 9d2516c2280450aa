import type { PriceFile } from '../../../flows/cost/price-file';
import type { AwsPriceName } from '../charges';
import {
  CLOUD_WATCH_PAGE,
  flat,
  LAMBDA_TIERS,
  type PriceSource,
  S3_PAGE,
  STORAGE_TIERS,
  tiered,
  VENDED_LOG_TIERS,
} from './sourced-price';

const CLOUD_WATCH_RATES: PriceSource = {
  title: 'henderjm/world-cup-sweepstake: rates of AmazonCloudWatch in Ireland, from the AWS Price List',
  asOf: '2026-09-22',
};
const S3_RATES: PriceSource = {
  title: 'henderjm/world-cup-sweepstake: rates of AmazonS3 in Ireland, from the AWS Price List',
  asOf: '2026-09-28',
};
const LAMBDA: PriceSource = {
  title: 'mamtha4u/SDLC: prices of AWSLambda in eu-west-1, from the AWS Price List',
  asOf: '2026-10-01',
};
const QUEUES: PriceSource = {
  title: 'mamtha4u/SDLC: prices of AWSQueueService in eu-west-1, from the AWS Price List',
  asOf: '2026-09-11',
};
const ATHENA: PriceSource = {
  title: 'audit of an Athena cost adapter, from the AWS Price List API',
  asOf: '2026-05-01',
};
const FIREHOSE: PriceSource = {
  title: 'gordonmurray/terraform_aws_ec2_cloudwatch_logs: output of a cost estimator',
  asOf: '2026-11-30',
};

/** Ends of the tiers of SQS, in million requests. */
const QUEUE_TIERS = [100_000, 200_000];

/** The prices of Europe (Ireland). The price of vended logs as the source of a Firehose stream is unknown. */
export const EU_WEST_1: PriceFile<AwsPriceName>['regions'][string] = {
  cloudWatchDelivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.57', '0.285', '0.114', '0.057'),
  cloudWatchDeliveryInfrequent: tiered(
    CLOUD_WATCH_PAGE,
    VENDED_LOG_TIERS,
    '0.285',
    '0.171',
    '0.086',
    '0.057',
  ),
  s3Delivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.285', '0.171', '0.086', '0.057'),
  firehoseDelivery: tiered(CLOUD_WATCH_PAGE, VENDED_LOG_TIERS, '0.285', '0.171', '0.086', '0.057'),
  parquetConversion: flat(CLOUD_WATCH_PAGE, '0.034'),
  firehoseIngestion: flat(
    FIREHOSE,
    '0.031',
    'price of the first 500 TB; the tiers above it are unknown, and the source has no date',
  ),
  cloudWatchStorage: flat(CLOUD_WATCH_RATES, '0.03'),
  s3Storage: tiered(S3_PAGE, STORAGE_TIERS, '0.023', '0.022', '0.021'),
  logsInsightsScan: flat(CLOUD_WATCH_PAGE, '0.0057'),
  athenaScan: flat(ATHENA, '0.005', 'a thousandth of 5 USD per TB'),
  lambdaTime: tiered(LAMBDA, LAMBDA_TIERS, '0.0000133334', '0.0000120001', '0.0000106667'),
  lambdaRequests: flat(LAMBDA, '0.20'),
  sqsRequests: tiered(QUEUES, QUEUE_TIERS, '0.40', '0.30', '0.24'),
  s3WriteRequests: flat(S3_RATES, '0.005'),
  s3ReadRequests: flat(S3_RATES, '0.0004'),
  customMetrics: flat(CLOUD_WATCH_RATES, '0.30', 'price of the first 10,000 metrics'),
  alarmMetrics: flat(CLOUD_WATCH_RATES, '0.10'),
};
