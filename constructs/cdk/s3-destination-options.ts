import type { FileFormat } from '../../aws/flow-log';

/** How the delivery service writes files to a bucket. */
export interface S3FlowLogOptions {
  /**
   * Whether to start a folder every hour instead of every day. Use it for large VPCs, which write very many files a
   * day.
   *
   * @default false
   */
  readonly perHourPartition?: boolean;

  /**
   * Format of the files: text, or Parquet that AWS writes. AWS charges for the conversion by the GB.
   *
   * @example
   * FlowLogDestination.toS3(bucket, { fileFormat: FileFormat.PARQUET });
   *
   * @default FileFormat.TEXT
   */
  readonly fileFormat?: FileFormat;

  /**
   * Whether to name the folders as Hive does: `aws-region=eu-west-1/year=2026/month=11/day=22` instead of
   * `eu-west-1/2026/11/22`.
   *
   * @default false
   */
  readonly hiveCompatiblePartitions?: boolean;
}

/** Options of `FlowLogDestination.toS3`. */
export interface S3DestinationOptions extends S3FlowLogOptions {
  /**
   * Folder in the bucket, without a slash at either end. `AWSLogs` is reserved by AWS.
   *
   * @example
   * FlowLogDestination.toS3(bucket, { prefix: 'network/flow-logs' });
   *
   * @default - no folder: object keys begin with AWSLogs/
   */
  readonly prefix?: string;

  /**
   * Organization (`o-...`) whose flow logs the policies of the bucket and of its key allow, instead of the account of this
   * flow log only. The size of the policies then does not depend on the number of accounts.
   *
   * @example
   * FlowLogDestination.toS3(bucket, { organizationId: 'o-a1b2c3d4e5' });
   *
   * @default - the account of the flow log
   */
  readonly organizationId?: string;
}
