import { Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { S3DestinationOptions } from '../../s3-destination-options';
import { allowLogDelivery } from '../allow-log-delivery';
import { usesAwsManagedKey } from '../aws-managed-key';
import { bucketKeyProblems } from '../bucket-key';
import { bucketReferenceProblems } from '../elsewhere';
import { sendersOf } from '../flow-log-home';
import { organizationProblems } from '../organization-problems';
import { bucketDestination, partitionLayoutOf } from './bucket-destination';
import type { IFlowLogDelivery } from './i-flow-log-delivery';

/** Delivers to a bucket of the app. */
export class BucketDelivery implements IFlowLogDelivery {
  constructor(
    private readonly bucket: s3.IBucket,
    private readonly options: S3DestinationOptions,
  ) {}

  bind(scope: Construct): FlowLogDestinationConfig {
    const { bucket, options } = this;
    const { prefix = '', organizationId, ...flowLogOptions } = options;
    const problems = [
      ...this.problems(scope, prefix),
      ...organizationProblems('organizationId', organizationId),
    ];
    if (problems.length === 0) {
      const senders = sendersOf(scope, organizationId);
      allowLogDelivery(scope, bucket, senders, { prefix, layouts: [partitionLayoutOf(options)] });
    }
    return { ...bucketDestination(bucket, prefix, flowLogOptions), problems };
  }

  private problems(scope: Construct, prefix: string): string[] {
    const problems = bucketReferenceProblems(scope, this.bucket);
    if (!usesAwsManagedKey(this.bucket)) problems.push(...bucketKeyProblems(this.bucket));
    if (Token.isUnresolved(prefix))
      problems.push('prefix is a token: pass a string that is known at synthesis');
    if (/^\/|\/$/.test(prefix)) {
      problems.push(`prefix ${JSON.stringify(prefix)} must not begin or end with a slash`);
    }
    if (prefix.split('/').includes('AWSLogs')) {
      problems.push(`prefix ${JSON.stringify(prefix)} uses the name AWSLogs, which AWS reserves`);
    }
    if (usesAwsManagedKey(this.bucket)) {
      problems.push(
        `bucket ${this.bucket.node.path} is encrypted with the AWS managed key aws/s3, which makes delivered logs ` +
          'unreadable: use S3-managed encryption or a customer-managed key',
      );
    }
    return problems;
  }
}
