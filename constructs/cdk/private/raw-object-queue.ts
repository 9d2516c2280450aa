import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueKeyStatement } from '../../../aws/policies';
import { addKeyStatements } from './statements';

/**
 * A queue that a bucket tells of new objects. The library's own destination asks for the bucket alone; bucket
 * names can be taken over by another account, so this one asks for the account too.
 */
export class RawObjectQueue implements s3.IBucketNotificationDestination {
  constructor(private readonly queue: sqs.Queue) {}

  bind(scope: Construct, bucket: s3.IBucket): s3.BucketNotificationDestinationConfig {
    const { queue } = this;
    const { policyDependable } = queue.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(queue).account },
        },
      }),
    );
    const { account, partition } = Stack.of(queue);
    const key = queue.encryptionMasterKey;
    // not the bucket's own ARN: the key must be there before the bucket that it encrypts
    const statements = [queueKeyStatement(account, `arn:${partition}:s3:::*`)];
    if (key) addKeyStatements(scope, key, { statements, until: 'no raw object will be normalized' });
    return {
      arn: queue.queueArn,
      type: s3.BucketNotificationDestinationType.QUEUE,
      // S3 sends a test message at once: the policy must be there
      dependencies: policyDependable ? [policyDependable] : [],
    };
  }
}
