import { z } from 'zod';
import { AGGREGATION_INTERVALS, DestinationType, FileFormat, TRAFFIC_TYPES } from '../../aws/flow-log';
import { TARGET_NAMES } from '../../azure/flow-log/target-kind';
import { Severity } from '../severity';
import { Allowance, FieldOrder } from './words';

export { Allowance, FieldOrder };

const DESTINATION_TYPES: readonly `${DestinationType}`[] = Object.values(DestinationType);
const FILE_FORMATS: readonly `${FileFormat}`[] = Object.values(FileFormat);

const days = z.int().min(1);
const text = z.string().min(1);
const ruleId = z.string().regex(/^FLS\d{3}$/, 'a rule is named FLS and three digits: FLS201');
const date = z.iso.date();
const severity = z.enum([Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF]);

const format = z
  .strictObject({
    required: z.array(text).min(1).describe('Fields that every format must have, by their names: srcaddr.'),
    order: z.enum(FieldOrder).describe('exact: the required fields come first, in this order. Default: any.'),
    extra: z.enum(Allowance).describe('What is thought of other fields. Default: allow.'),
    default: z
      .enum(Allowance)
      .describe("What is thought of AWS's own 14 fields, given as no format. Default: warn."),
  })
  .partial()
  .describe('The fields of AWS flow logs.');

const awsDestination = z
  .strictObject({
    type: z.enum(DESTINATION_TYPES),
    name: text.optional().describe('Name of the bucket, log group or stream; * stands for anything.'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'an account has 12 digits, in quotes')
      .optional()
      .describe('Account it must be in.'),
    fileFormat: z.enum(FILE_FORMATS).optional(),
    hivePartitions: z.boolean().optional(),
    hourlyPartitions: z.boolean().optional(),
  })
  .describe('A destination that is allowed.');

const retention = {
  minDays: days.describe('Days that records must be kept at least.'),
  hotDays: days.describe('Days for which they must be readable at once, not in an archive.'),
  allowInfinite: z.enum(Allowance).describe('What is thought of records kept for ever. Default: warn.'),
};

const aws = z
  .strictObject({
    format,
    traffic: z.enum(TRAFFIC_TYPES).describe('Traffic that must be logged; ALL holds for each.'),
    maxAggregationSeconds: z
      .union([z.literal(AGGREGATION_INTERVALS[0]), z.literal(AGGREGATION_INTERVALS[1])])
      .describe('The longest window of a record.'),
    destinations: z.array(awsDestination).min(1).describe('Destinations that are allowed. Default: any.'),
    retention: z.strictObject(retention).partial(),
    customerKey: z.boolean().describe("Whether a customer's key must encrypt the records."),
  })
  .partial();

const azure = z
  .strictObject({
    target: z
      .array(z.enum(Object.values(TARGET_NAMES)))
      .min(1)
      .describe('What flow logs are put on. Default: any.'),
    enabled: z.boolean().describe('Whether flow logs must be switched on. Default: true.'),
    version: z.union([z.literal(1), z.literal(2)]).describe('The least version of the records. Default: 2.'),
    trafficAnalytics: z
      .strictObject({
        required: z.boolean(),
        intervalMinutes: z.union([z.literal(10), z.literal(60)]).describe('The longest interval.'),
      })
      .partial(),
    storageAccounts: z
      .array(text)
      .min(1)
      .describe('Names of the storage accounts that are allowed; * stands for anything.'),
    retention: z
      .strictObject({
        ...retention,
        zeroMeansForever: z
          .boolean()
          .describe(
            'How a retention of 0 days is read: true, as Azure does; false fails it, as some scanners do.',
          ),
      })
      .partial(),
    customerKey: z.boolean().describe("Whether a customer's key must encrypt the records."),
  })
  .partial();

const exception = z.strictObject({
  rule: ruleId,
  at: text.describe('Path, address or title of what is excepted; * stands for anything.'),
  reason: text.optional(),
  until: date.optional().describe('Last day on which it holds: 2027-01-31.'),
});

/** The file `flow-log-standard.yaml`, as it is written. */
export const STANDARD_FILE = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1).describe('Version of this file format.'),
    name: text.optional().describe('How findings call the standard.'),
    extends: z.array(text).optional().describe('Profiles: see `flow-logs standard show --profiles`.'),
    aws: aws.optional(),
    azure: azure.optional(),
    coverage: z
      .strictObject({
        networks: z
          .enum(['all', 'none'])
          .describe('Whether every VPC and virtual network must have a flow log. Default: all.'),
        transitGateways: z.boolean().describe('Whether every transit gateway must have one. Default: false.'),
        subnetsCount: z
          .boolean()
          .describe('Whether flow logs on all subnets count as one on the network. Default: true.'),
        external: z
          .array(text)
          .describe(
            'Ids of networks that are there already, and must have a flow log in this app: vpc-0abc.',
          ),
      })
      .partial()
      .optional(),
    change: z
      .strictObject({
        replacement: severity,
        coverageLost: severity,
        fieldRemoved: severity,
        reordered: severity,
        retentionShortened: severity,
        trafficNarrowed: severity,
      })
      .partial()
      .optional()
      .describe('How changes are judged: error, warning, note or off.'),
    consumer: z
      .strictObject({
        schema: z.enum(['ocsf', 'table']).describe('What the records are read as: OCSF 4001, or our table.'),
        requireLossless: severity.describe(
          'How attributes and questions that stay empty are judged. Default: off.',
        ),
      })
      .partial()
      .optional(),
    undecided: severity.optional().describe('How what only a deployment can tell is judged. Default: note.'),
    suppressions: z
      .strictObject({
        requireReason: z.boolean().describe('Default: true.'),
        requireExpiry: z.boolean().describe('Default: false.'),
        maxDays: days.describe('The furthest day an exception may hold until, from today.'),
      })
      .partial()
      .optional(),
    rules: z
      .record(ruleId, severity)
      .optional()
      .describe('Other severities than the rules have by themselves.'),
    exceptions: z.array(exception).optional().describe('What is let pass, why, and until when.'),
  })
  .describe('A format standard for network flow logs.');

/** What the file says. */
export type StandardFile = z.infer<typeof STANDARD_FILE>;

/** An exception of the file. */
export type StandardException = z.infer<typeof exception>;

/** A destination that the file allows. */
export type AllowedDestination = z.infer<typeof awsDestination>;
