import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import type { RawSchema } from '../../aws/raw-folder';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { IFlowLake } from './i-flow-lake';
import { streamAccountProblem } from './private/stream-account-problem';

/** Props of `CentralFlowLake`. */
export interface CentralFlowLakeProps {
  /**
   * Name of the lake's raw bucket: the `rawBucketName` of the `FlowLake`.
   */
  readonly rawBucketName: string;
}

/**
 * A reference to a `FlowLake` that is deployed in another account or region. Use it in the accounts that send flow
 * logs.
 *
 * The lake lists the sending accounts and regions in its `senders` prop. The sending account needs no bucket policy and
 * no key.
 *
 * @example
 * new VpcFlowLogs(this, 'FlowLogs', {
 *   vpc,
 *   destination: FlowLogDestination.toLake(
 *     new CentralFlowLake(this, 'Lake', { rawBucketName: 'example-flow-logs-111111111111' }),
 *   ),
 * });
 */
export class CentralFlowLake extends Construct implements IFlowLake {
  readonly rawBucket: s3.IBucket;

  constructor(scope: Construct, id: string, { rawBucketName }: CentralFlowLakeProps) {
    super(scope, id);
    this.rawBucket = s3.Bucket.fromBucketName(this, 'Raw', rawBucketName);
  }

  acceptObjects(_scope: Construct, _schema: RawSchema, _standard?: FlowLogStandard): string[] {
    return [];
  }

  acceptRecords(scope: Construct, _format: LogFormat, _standard?: FlowLogStandard): string[] {
    return [streamAccountProblem(this, scope)];
  }
}
