import { z } from 'zod';
import { AGGREGATION_INTERVALS, DestinationType, FileFormat, TRAFFIC_TYPES } from '../../aws/flow-log';
import { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
import { SECURITY_GROUPS_CLOSED_SINCE, TARGET_NAMES } from '../../azure/flow-log/target-kind';
import { ALLOWED } from '../facts/allowed-values';
import { Severity } from '../severity';
import { Allowance } from './allowance';
import { ATTESTATION } from './attestation';
import { FieldOrder } from './field-order';
import { days, text } from './schema-parts';

/** Settings that the file may omit, with the values that apply then. */
export const STANDARD_DEFAULTS = {
  order: FieldOrder.ANY,
  extra: Allowance.ALLOW,
  default: Allowance.WARN,
  allowInfinite: Allowance.WARN,
  enabled: true,
  version: 2,
  filters: Allowance.WARN,
  zeroMeansForever: true,
  networks: 'all',
  transitGateways: false,
  securityGroups: false,
  subnetsCount: true,
  schema: 'ocsf',
  requireLossless: Severity.OFF,
  undecided: Severity.NOTE,
  requireReason: true,
  requireExpiry: false,
} as const;

/** Settings of `change`, and the rules whose severity each sets. */
export const CHANGE_RULE_IDS = {
  replacement: 'FLS501',
  coverageLost: 'FLS502',
  fieldRemoved: 'FLS503',
  reordered: 'FLS504',
  retentionShortened: 'FLS505',
  trafficNarrowed: 'FLS506',
  analyticsDropped: 'FLS510',
} as const;

const ruleId = z.string().regex(/^FLS\d{3}$/, 'expected FLS and three digits, such as FLS201');
const severity = z.enum([Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF]);

/** Describes a setting that has a default. */
function described<T extends z.ZodType>(
  schema: T,
  setting: keyof typeof STANDARD_DEFAULTS,
  words: string,
): T {
  return schema.describe(`${words} Default: ${STANDARD_DEFAULTS[setting]}.`);
}

const format = z
  .strictObject({
    required: z.array(text).min(1).describe('Fields that every log format must have, by name: srcaddr.'),
    order: described(z.enum(FieldOrder), 'order', 'exact: the required fields come first, in this order.'),
    extra: described(z.enum(Allowance), 'extra', 'How fields that are not required are treated.'),
    default: described(z.enum(Allowance), 'default', 'How the default format of AWS (14 fields) is treated.'),
  })
  .partial()
  .describe('The log format of AWS flow logs.');

const allowedDestination = z
  .strictObject({
    type: z.enum(DestinationType),
    name: text.optional().describe('Name of the bucket, log group or stream. * matches any text.'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'expected 12 digits in quotes')
      .optional()
      .describe('Account of the destination.'),
    fileFormat: z.enum(FileFormat).optional(),
    hivePartitions: z.boolean().optional(),
    hourlyPartitions: z.boolean().optional(),
  })
  .describe('An allowed destination.');

const retention = {
  minDays: days.describe('Minimum number of days that records are retained.'),
  hotDays: days.describe(
    'Minimum number of days that records are readable without a restore from an archive.',
  ),
  allowInfinite: described(z.enum(Allowance), 'allowInfinite', 'How records that never expire are treated.'),
};

const customerManagedKey = z.boolean().describe('Whether a customer managed key must encrypt the records.');

const aws = z
  .strictObject({
    format,
    traffic: z
      .enum(TRAFFIC_TYPES)
      .describe('Traffic that must be recorded. ALL satisfies every requirement.'),
    maxAggregationSeconds: z.literal(AGGREGATION_INTERVALS).describe('Maximum aggregation interval.'),
    destinations: z.array(allowedDestination).min(1).describe('Allowed destinations. Default: any.'),
    retention: z.strictObject(retention).partial(),
    customerManagedKey,
  })
  .partial();

const azure = z
  .strictObject({
    target: z
      .array(z.enum(Object.values(TARGET_NAMES)))
      .min(1)
      .describe('Allowed targets of flow logs. Default: any.'),
    enabled: described(z.boolean(), 'enabled', 'Whether flow logs must be enabled.'),
    version: described(z.literal(ALLOWED.version), 'version', 'Minimum version of the records.'),
    trafficAnalytics: z
      .strictObject({
        required: z.boolean(),
        intervalMinutes: z
          .literal([AnalyticsInterval.TEN_MINUTES, AnalyticsInterval.ONE_HOUR])
          .describe('Maximum interval.'),
      })
      .partial(),
    filters: described(
      z.enum(Allowance),
      'filters',
      'How flow logs with a filter, or without all record types, are treated.',
    ),
    storageAccounts: z
      .array(text)
      .min(1)
      .describe('Names of the allowed storage accounts. * matches any text. Default: any.'),
    retention: z
      .strictObject({
        ...retention,
        zeroMeansForever: described(
          z.boolean(),
          'zeroMeansForever',
          'Whether a retention of 0 days means forever, as in Azure, or is a violation, as in some scanners.',
        ),
      })
      .partial(),
    customerManagedKey,
  })
  .partial();

const coverage = z
  .strictObject({
    networks: described(
      z.enum(['all', 'some', 'none']),
      'networks',
      'VPCs and virtual networks that must have a flow log: all, at least one of each cloud (some), or none.',
    ),
    securityGroups: described(
      z.boolean(),
      'securityGroups',
      `Whether every network security group must have a flow log. Azure creates no new ones since ${SECURITY_GROUPS_CLOSED_SINCE}.`,
    ),
    transitGateways: described(
      z.boolean(),
      'transitGateways',
      'Whether every transit gateway must have a flow log.',
    ),
    subnetsCount: described(
      z.boolean(),
      'subnetsCount',
      'Whether flow logs on all subnets satisfy the requirement for the network.',
    ),
    external: z
      .array(text)
      .describe('Ids of existing networks that must have a flow log in this app: vpc-0abc.'),
  })
  .partial();

const consumer = z
  .strictObject({
    schema: described(z.enum(['ocsf', 'table']), 'schema', 'Schema of the readers: OCSF 4001, or the table.'),
    requireLossless: described(
      severity,
      'requireLossless',
      'Severity of attributes and saved queries that a log format leaves empty.',
    ),
  })
  .partial();

const suppressions = z
  .strictObject({
    requireReason: described(z.boolean(), 'requireReason', 'Whether every exception needs a reason.'),
    requireExpiry: described(z.boolean(), 'requireExpiry', 'Whether every exception needs an end date.'),
    maxDays: days.describe('Maximum number of days from today to the end date of an exception.'),
  })
  .partial();

const exception = z.strictObject({
  rule: ruleId,
  at: text.describe('Path, address or title of the resources. * matches any text.'),
  reason: text.optional(),
  until: z.iso.date().optional().describe('Last day of the exception: 2027-01-31.'),
});

const severitiesByChange = Object.fromEntries(
  Object.keys(CHANGE_RULE_IDS).map((key) => [key, severity]),
) as Record<keyof typeof CHANGE_RULE_IDS, typeof severity>;

/** The schema of `flow-log-standard.yaml`. Types and the JSON Schema are derived from it. */
export const STANDARD_FILE = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1).describe('Version of the file format.'),
    name: text.optional().describe('Name of the standard in findings.'),
    extends: z.array(text).optional().describe('Profiles: see `flow-logs standard show --profiles`.'),
    aws: aws.optional(),
    azure: azure.optional(),
    coverage: coverage.optional(),
    change: z
      .strictObject(severitiesByChange)
      .partial()
      .optional()
      .describe('Severities of changes: error, warning, note or off.'),
    consumer: consumer.optional(),
    undecided: described(
      severity.optional(),
      'undecided',
      'Severity of results that depend on values known only after deployment.',
    ),
    suppressions: suppressions.optional(),
    attested: z
      .array(ATTESTATION)
      .optional()
      .describe('Destinations outside the artifacts, such as the central bucket of another account.'),
    rules: z
      .record(ruleId, severity)
      .optional()
      .describe('Severities of rules, if they differ from the default.'),
    exceptions: z.array(exception).optional().describe('Findings to suppress, with reason and end date.'),
  })
  .describe('A format standard for network flow logs.');

/** The content of a standard file, before profiles and defaults are applied. */
export type StandardFile = z.infer<typeof STANDARD_FILE>;

/** An exception of the file. */
export type StandardException = z.infer<typeof exception>;

/** A destination that the file allows. */
export type AllowedDestination = z.infer<typeof allowedDestination>;
