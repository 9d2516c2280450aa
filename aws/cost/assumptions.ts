import { type AssumedValues, assumedValues, COMMON_ASSUMPTIONS } from '../../flows/cost/assumptions';
import { FORMAT_ASSUMPTIONS } from './format-assumptions';
import { MEASURED_FIGURES } from './measured-figures';

const { date, machine, loadAverage, object } = MEASURED_FIGURES;

/** The lines that Lambda adds to the log of an invocation. Source: AWS Lambda Operator Guide, "How CloudWatch structures logs". */
const PLATFORM_LINES = [
  'START RequestId: 00000000-0000-4000-8000-000000000000 Version: $LATEST\n',
  'END RequestId: 00000000-0000-4000-8000-000000000000\n',
  'REPORT RequestId: 00000000-0000-4000-8000-000000000000\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 1024 MB\tMax Memory Used: 300 MB\t\n',
];

const GENERAL = {
  ...COMMON_ASSUMPTIONS,
  deliveriesPerDay: {
    value: 288,
    meaning:
      'deliveries per day of a flow log to S3: one each 5 minutes (Amazon VPC User Guide, "Flow log files")',
  },
  megabytesPerFile: {
    value: 75,
    meaning:
      'largest file of a flow log in S3, in MB of text (earlier editions of the Amazon VPC User Guide, "Publish flow logs to Amazon S3"; today it states no size): a larger delivery has several files',
  },
  normalizerMillisPerObject: {
    value: object.millis,
    meaning: `milliseconds of the normalizer per raw object, without the time of requests to S3; measured ${date} over generated records, ${machine}, at a load of ${loadAverage}`,
  },
  writesPerObject: {
    value: object.tableObjects,
    meaning: 'objects that the normalizer writes to the table per raw object',
  },
  logBytesPerObject: {
    value: object.logBytes + Buffer.byteLength(PLATFORM_LINES.join('')),
    meaning: 'bytes of the log of the normalizer per raw object, with the three lines of Lambda; measured',
  },
  logPercent: {
    value: Math.round((object.logStoredBytes * 100) / object.logBytes),
    meaning: `stored size of the log of the normalizer, in percent: as gzip; measured ${date}`,
  },
  customMetrics: {
    value: object.metrics,
    meaning: 'custom metrics that each normalizer writes',
  },
  queueRequestsPerObject: {
    value: 3,
    meaning: 'requests to SQS per raw object: send, receive, delete',
  },
  idleReceivesPerDay: {
    value: 21_600,
    meaning:
      'requests to SQS per day that receive nothing: five pollers (AWS Lambda Developer Guide, "Configuring scaling behavior for SQS event source mappings"), each waits for 20 seconds',
  },
  readsPerMonth: {
    value: 1,
    meaning: 'times per month that queries read all records of the month (--reads)',
  },
} as const;

/** The assumptions of estimates for AWS, by name. Most are derived from measurements. */
export const AWS_ASSUMPTIONS = { ...GENERAL, ...FORMAT_ASSUMPTIONS };

/** Name of an assumption for AWS. */
export type AwsAssumptionName = keyof typeof AWS_ASSUMPTIONS;

/** Values of the assumptions. */
export type AwsAssumptions = AssumedValues<typeof AWS_ASSUMPTIONS>;

/** The default values. */
export const DEFAULT_AWS_ASSUMPTIONS: AwsAssumptions = assumedValues(AWS_ASSUMPTIONS);
