import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import type { IFlowLake } from './i-flow-lake';
import { streamAccountProblem } from './private/problems';

/** Props of `CentralFlowLake`. */
export interface CentralFlowLakeProps {
  /** Name of the lake's raw bucket: its `rawBucketName`. */
  readonly rawBucketName: string;
}

/**
 * The sending side of a `FlowLake` in another account or region. The lake there says in `senders` that this account
 * and region may deliver; here nothing else is needed, so there is no policy to change and no key to name.
 */
export class CentralFlowLake extends Construct implements IFlowLake {
  readonly rawBucket: s3.IBucket;

  constructor(scope: Construct, id: string, { rawBucketName }: CentralFlowLakeProps) {
    super(scope, id);
    this.rawBucket = s3.Bucket.fromBucketName(this, 'Raw', rawBucketName);
  }

  acceptObjects(): string[] {
    return [];
  }

  acceptRecords(scope: Construct, _format: LogFormat): string[] {
    return [streamAccountProblem(this, scope)];
  }
}
