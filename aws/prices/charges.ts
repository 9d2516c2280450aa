import type { ChargeCatalogue } from '../../flows/cost/price-file';

/** The charges of AWS for flow logs. */
export const AWS_CHARGES = {
  cloudWatchDelivery: { unit: 'GB', charge: 'delivery to CloudWatch Logs' },
  cloudWatchDeliveryInfrequent: {
    unit: 'GB',
    charge: 'delivery to CloudWatch Logs, class Infrequent Access',
  },
  s3Delivery: { unit: 'GB', charge: 'delivery to S3' },
  firehoseDelivery: { unit: 'GB', charge: 'delivery to Firehose' },
  parquetConversion: { unit: 'GB', charge: 'conversion to Parquet by AWS' },
  firehoseIngestion: { unit: 'GB', charge: 'ingestion by Firehose, Direct PUT' },
  firehoseVendedIngestion: { unit: 'GB', charge: 'ingestion by Firehose, vended logs' },
  cloudWatchStorage: { unit: 'GB-month', charge: 'storage in CloudWatch Logs' },
  s3Storage: { unit: 'GB-month', charge: 'storage in S3' },
  logsInsightsScan: { unit: 'GB', charge: 'queries with Logs Insights' },
  athenaScan: { unit: 'GB', charge: 'queries with Athena' },
  lambdaTime: { unit: 'GB-second', charge: 'normalizer function' },
  lambdaRequests: { unit: 'million requests', charge: 'requests to Lambda' },
  sqsRequests: { unit: 'million requests', charge: 'requests to SQS' },
  s3WriteRequests: { unit: 'thousand requests', charge: 'write requests to S3' },
  s3ReadRequests: { unit: 'thousand requests', charge: 'read requests to S3' },
  customMetrics: { unit: 'metric-month', charge: 'custom metrics' },
  alarmMetrics: { unit: 'metric-month', charge: 'metrics of alarms' },
} as const satisfies ChargeCatalogue;

/** Name of a price of AWS. */
export type AwsPriceName = keyof typeof AWS_CHARGES;
