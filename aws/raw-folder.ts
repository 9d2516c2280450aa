import { FileFormat } from './flow-log';
import { LogFormat } from './format';
import { PartitionLayout } from './policies/bucket';
import { STREAMS } from './stream-key';

/** What all raw objects in one folder of a lake have in common. */
export interface RawSchema {
  readonly format: LogFormat;
  readonly fileFormat: FileFormat;
  readonly partitions: PartitionLayout;
  /** Whether each hour has its own folder, instead of each day. */
  readonly perHour: boolean;
}

/** First part of the names of raw schemas, by kind of the logged resources. */
const KINDS = { vpc: 'vpc', transitGateway: 'tgw' } as const;

/**
 * Patterns of the keys of raw objects, in the terms of IAM. They do not match records that a stream failed to deliver,
 * and files that others wrote to the bucket.
 */
export const RAW_OBJECT_PATTERNS: readonly string[] = [
  'AWSLogs/*',
  ...Object.values(KINDS).map((kind) => `${kind}-*/AWSLogs/*`),
  `${STREAMS}/*`,
];

/** The name of a raw schema, such as `vpc-text-1f0ce2a9`. Different schemas have different names. */
export function rawSchemaName({ format, fileFormat, partitions, perHour }: RawSchema): string {
  return [
    format.isTransitGateway ? KINDS.transitGateway : KINDS.vpc,
    fileFormat === FileFormat.PARQUET ? 'parquet' : 'text',
    ...(partitions === PartitionLayout.HIVE ? ['hive'] : []),
    ...(perHour ? ['hourly'] : []),
    format.id,
  ].join('-');
}

/**
 * The schema of the objects at the root of the bucket, where AWS and its tools expect them. It keeps exactly these
 * fields, even if a later version recommends others, because tables read the objects there by position.
 */
const ROOT_SCHEMA_NAME = rawSchemaName({
  format: LogFormat.RECOMMENDED,
  fileFormat: FileFormat.TEXT,
  partitions: PartitionLayout.PLAIN,
  perHour: false,
});

/**
 * The folder of a lake's raw bucket for objects of one schema; empty for the root. Tables read text by position, so
 * all objects in a folder must have exactly the same fields.
 */
export function rawFolder(schema: RawSchema): string {
  const name = rawSchemaName(schema);
  return name === ROOT_SCHEMA_NAME ? '' : name;
}
