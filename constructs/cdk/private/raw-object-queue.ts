import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueKeyStatement } from '../../../aws/policies';
import { addKeyStatements } from './key-statements';

/**
 * A queue as a destination of a bucket's notifications. Unlike CDK's own `SqsDestination`, its policy also checks the
 * account of the bucket: after a bucket is deleted, another account can create one with the same name.
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
    // any bucket of the account: CloudFormation must create the key before the bucket that it encrypts
    const statements = [queueKeyStatement(account, `arn:${partition}:s3:::*`)];
    if (key) addKeyStatements(scope, key, { statements, consequence: 'no raw object is normalized' });
    return {
      arn: queue.queueArn,
      type: s3.BucketNotificationDestinationType.QUEUE,
      // S3 sends a test message when the notification is created, which needs the policy
      dependencies: policyDependable ? [policyDependable] : [],
    };
  }
}
