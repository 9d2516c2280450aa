import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  bucketStatements,
  type FlowLogSenders,
  keyStatements,
  type PartitionLayout,
} from '../../../aws/policies';
import { addKeyStatements, addStatements } from './add-statements';
import { displayName } from './printable';

/**
 * Grants flow logs write access to a bucket, in the policies of the bucket and of its key. If the app does not manage a
 * policy, a warning prints the statements to add.
 */
export function allowLogDelivery(
  scope: Construct,
  bucket: s3.IBucket,
  senders: FlowLogSenders,
  folder: { readonly prefix: string; readonly layouts: readonly PartitionLayout[] },
): void {
  const add = (statement: iam.PolicyStatement) => bucket.addToResourcePolicy(statement);
  addStatements(scope, add, {
    policy: `the policy of bucket ${displayName(bucket.bucketName)}`,
    id: 'bucketPolicy',
    statements: bucketStatements(senders, { arn: bucket.bucketArn, ...folder }),
  });
  if (bucket.encryptionKey) {
    addKeyStatements(scope, bucket.encryptionKey, { statements: keyStatements(senders) });
  }
}
