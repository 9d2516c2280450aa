import type { ListedMeter } from '../../flows/cost/listed-price';
import type { AwsPriceName } from './charges';

/** A meter of the AWS Price List. */
export interface AwsMeter extends ListedMeter {
  /** Code of the offer: `AmazonS3`. */
  readonly offer: string;
  /** Usage type without the prefix of the region: `TimedStorage-ByteHrs`. */
  readonly usageType: string;
}

const CLOUD_WATCH = 'AmazonCloudWatch';
const FIREHOSE = 'AmazonKinesisFirehose';
const LAMBDA = 'AWSLambda';
const S3 = 'AmazonS3';

const PER_GB = { unit: 'GB', exponent: 0 };
const PER_GB_MONTH = { unit: 'GB-Mo', exponent: 0 };

/** The list states prices per request. */
const MILLION = 6;
const THOUSAND = 3;

/** The list states the price of a TB, which the estimate counts as 1,000 GB. */
const THOUSANDTH = -3;

/**
 * The meter of each charge. The function of the normalizer runs on arm64.
 *
 * Source: CloudWatch User Guide, "Analyzing, optimizing, and reducing CloudWatch costs", on usage types; AWS Price List.
 */
export const AWS_METERS: Readonly<Record<AwsPriceName, AwsMeter>> = {
  cloudWatchDelivery: { offer: CLOUD_WATCH, usageType: 'VendedLog-Bytes', ...PER_GB },
  cloudWatchDeliveryInfrequent: { offer: CLOUD_WATCH, usageType: 'VendedLogIA-Bytes', ...PER_GB },
  s3Delivery: { offer: CLOUD_WATCH, usageType: 'S3-Egress-Bytes', ...PER_GB },
  firehoseDelivery: { offer: CLOUD_WATCH, usageType: 'FH-Egress-Bytes', ...PER_GB },
  parquetConversion: { offer: CLOUD_WATCH, usageType: 'S3-Egress-InputBytes', ...PER_GB },
  firehoseIngestion: { offer: FIREHOSE, usageType: 'BilledBytes', ...PER_GB },
  firehoseVendedIngestion: { offer: FIREHOSE, usageType: 'VendedLogsBilledBytes', ...PER_GB },
  cloudWatchStorage: { offer: CLOUD_WATCH, usageType: 'TimedStorage-ByteHrs', ...PER_GB_MONTH },
  s3Storage: { offer: S3, usageType: 'TimedStorage-ByteHrs', ...PER_GB_MONTH },
  logsInsightsScan: { offer: CLOUD_WATCH, usageType: 'DataScanned-Bytes', ...PER_GB },
  athenaScan: {
    offer: 'AmazonAthena',
    usageType: 'DataScannedInTB',
    unit: 'Terabytes',
    exponent: THOUSANDTH,
  },
  lambdaTime: {
    offer: LAMBDA,
    usageType: 'Lambda-GB-Second-ARM',
    unit: 'Lambda-GB-Second',
    exponent: 0,
  },
  lambdaRequests: { offer: LAMBDA, usageType: 'Request-ARM', unit: 'Requests', exponent: MILLION },
  sqsRequests: {
    offer: 'AWSQueueService',
    usageType: 'Requests-Tier1',
    unit: 'Requests',
    exponent: MILLION,
  },
  s3WriteRequests: { offer: S3, usageType: 'Requests-Tier1', unit: 'Requests', exponent: THOUSAND },
  s3ReadRequests: { offer: S3, usageType: 'Requests-Tier2', unit: 'Requests', exponent: THOUSAND },
  customMetrics: {
    offer: CLOUD_WATCH,
    usageType: 'CW:MetricMonitorUsage',
    unit: 'Metrics',
    exponent: 0,
  },
  alarmMetrics: { offer: CLOUD_WATCH, usageType: 'CW:AlarmMonitorUsage', unit: 'Alarms', exponent: 0 },
};

/**
 * Prefix of a usage type: `EU`, `USE1`, `APN1`. Usage types of us-east-1 can have none. A longer prefix is another meter:
 * `EU-IA-TimedStorage-ByteHrs`.
 */
const REGION_PREFIX = /^(?:EU|[A-Z]{3}\d)$/;

/** The offers that have the prices of charges. */
export const AWS_OFFERS: readonly string[] = [
  ...new Set(Object.values(AWS_METERS).map(({ offer }) => offer)),
];

/** Returns the charge whose price a meter has; `undefined` for a meter that flow logs do not use. */
export function chargeOfMeter(offer: string, usageType: string): AwsPriceName | undefined {
  return METERS.find(([, meter]) => meter.offer === offer && isOf(usageType, meter.usageType))?.[0];
}

const METERS = Object.entries(AWS_METERS) as [AwsPriceName, AwsMeter][];

function isOf(usageType: string, meter: string): boolean {
  if (usageType === meter) return true;
  return usageType.endsWith(`-${meter}`) && REGION_PREFIX.test(usageType.slice(0, -meter.length - 1));
}
