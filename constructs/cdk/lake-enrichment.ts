import type { Duration } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Threat lists and MaxMind databases that the normalizer enriches rows with. The normalizer reads all files below a prefix,
 * and reads them again when they change. docs/threat-lists.md lists the formats. The construct contains no list: upload your own.
 *
 * @example
 * const lake = new FlowLake(this, 'Lake', { enrichment: {} });
 * new CfnOutput(this, 'ThreatLists', { value: `s3://${lake.tableBucket.bucketName}/${lake.enrichmentPrefix}` });
 */
export interface LakeEnrichment {
  /**
   * Bucket of the files.
   *
   * @default - the bucket of the tables
   */
  readonly bucket?: s3.IBucket;

  /**
   * Folder of the files, without a slash at either end.
   *
   * @example
   * new FlowLake(this, 'Lake', { enrichment: { bucket, prefix: 'threat-lists/network' } });
   *
   * @default - `enrichment` in `bucket`; in the bucket of the tables, in the folder of the tables
   */
  readonly prefix?: string;

  /**
   * Time after which the normalizer looks for changed files, in whole minutes, at most a day.
   *
   * @default Duration.minutes(15)
   */
  readonly refreshInterval?: Duration;
}
