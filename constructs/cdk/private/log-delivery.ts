import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  bucketStatements,
  type FlowLogHome,
  type FlowLogSenders,
  keyStatements,
  type PartitionLayout,
} from '../../../aws/policies';
import { addKeyStatements, addStatements, described } from './statements';

/** The account and region of a scope. */
export function homeOf(scope: Construct): FlowLogHome {
  const { partition, account, region } = Stack.of(scope);
  return { partition, account, region };
}

/** The flow logs of a scope's account and region. */
export function sendersOf(scope: Construct): FlowLogSenders {
  const { partition, account, region } = homeOf(scope);
  return { partition, accounts: [account], regions: [region] };
}

/**
 * Lets flow logs into a bucket: in the bucket's policy, and in the policy of its key. Where a policy is not ours to
 * change, a warning prints the exact statements to add.
 */
export function allowLogDelivery(
  scope: Construct,
  bucket: s3.IBucket,
  senders: FlowLogSenders,
  folder: { readonly prefix: string; readonly layouts: readonly PartitionLayout[] },
): void {
  const add = (statement: iam.PolicyStatement) => bucket.addToResourcePolicy(statement);
  addStatements(scope, add, {
    what: `the policy of bucket ${described(bucket.bucketName)}`,
    id: 'bucketPolicy',
    statements: bucketStatements(senders, { arn: bucket.bucketArn, ...folder }),
  });
  if (bucket.encryptionKey) {
    addKeyStatements(scope, bucket.encryptionKey, { statements: keyStatements(senders) });
  }
}

/** The key that S3 makes by itself can not be used by log delivery: what it writes could never be read. */
export function usesAwsManagedKey(bucket: s3.IBucket): boolean {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) return false;
  const encryption = resource.bucketEncryption as s3.CfnBucket.BucketEncryptionProperty | undefined;
  const rules = encryption?.serverSideEncryptionConfiguration;
  if (!Array.isArray(rules)) return false;
  return (rules as s3.CfnBucket.ServerSideEncryptionRuleProperty[]).some((rule) => {
    const byDefault = rule.serverSideEncryptionByDefault as
      | s3.CfnBucket.ServerSideEncryptionByDefaultProperty
      | undefined;
    const { sseAlgorithm = '', kmsMasterKeyId = 'alias/aws/s3' } = byDefault ?? {};
    return sseAlgorithm.startsWith('aws:kms') && String(kmsMasterKeyId).endsWith('alias/aws/s3');
  });
}
