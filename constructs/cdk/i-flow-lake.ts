import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import type { RawSchema } from '../../aws/raw-folder';

/** A lake to deliver to: of this app (`FlowLake`), or another account's (`CentralFlowLake`). */
export interface IFlowLake {
  /** Where flow logs are delivered. */
  readonly rawBucket: s3.IBucket;

  /**
   * Makes the lake ready for objects that log delivery writes for the scope's account and region.
   *
   * @returns what is wrong
   */
  acceptObjects(scope: Construct, schema: RawSchema): string[];

  /**
   * Makes the lake ready for records without a header line that a delivery stream writes.
   *
   * @returns what is wrong
   */
  acceptRecords(scope: Construct, format: LogFormat): string[];
}
