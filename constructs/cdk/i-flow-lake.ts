import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import type { RawSchema } from '../../aws/raw-folder';
import type { FlowLogStandard } from '../../standard/flow-log-standard';

/** A lake that flow logs deliver to: `FlowLake` in the same app, `CentralFlowLake` for a lake deployed elsewhere. */
export interface IFlowLake {
  /** Bucket that receives the raw flow logs. */
  readonly rawBucket: s3.IBucket;

  /**
   * Prepares the lake for objects that the delivery service writes for the account and region of the scope.
   *
   * @param standard the standard of the flow log, whose minimum retention the lake must have
   * @returns the problems; empty if the lake can receive the objects
   */
  acceptObjects(scope: Construct, schema: RawSchema, standard?: FlowLogStandard): string[];

  /**
   * Prepares the lake for records that a delivery stream writes without a header line.
   *
   * @param standard the standard of the flow log, whose minimum retention the lake must have
   * @returns the problems; empty if the lake can receive the records
   */
  acceptRecords(scope: Construct, format: LogFormat, standard?: FlowLogStandard): string[];
}
