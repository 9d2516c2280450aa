import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  bucketCheckStatement,
  bucketStatements,
  bucketWriteStatement,
  type FlowLogSenders,
  groupMark,
  keyStatements,
  mergedSenders,
  type PartitionLayout,
  type PolicyStatementJson,
  SizedPolicy,
} from '../../../aws/policies';
import { printStatements } from './add-statements';
import { bucketKey } from './bucket-key';
import { addSharedKeyStatement } from './key-statements';
import { MergedStatements } from './merged-statements';
import { validatePolicySize } from './policy-size';
import { displayName } from './printable';

/**
 * Grants flow logs write access to a bucket, in the policies of the bucket and of its key. All senders of the app share the
 * statements. If the app does not manage a policy, a warning prints the statements to add.
 */
export function allowLogDelivery(
  scope: Construct,
  bucket: s3.IBucket,
  senders: FlowLogSenders,
  folder: { readonly prefix: string; readonly layouts: readonly PartitionLayout[] },
): void {
  if (!addToBucketPolicy(bucket, senders, folder)) {
    printStatements(scope, {
      policy: `the policy of bucket ${displayName(bucket, bucket.bucketName)}`,
      id: 'bucketPolicy',
      statements: bucketStatements(senders, { arn: bucket.bucketArn, ...folder }),
    });
  }
  const key = bucketKey(scope, bucket);
  if (key) allowBucketKey(scope, key, senders);
}

function addToBucketPolicy(
  bucket: s3.IBucket,
  senders: FlowLogSenders,
  folder: { readonly prefix: string; readonly layouts: readonly PartitionLayout[] },
): boolean {
  const target = { arn: bucket.bucketArn, ...folder };
  const mark = groupMark(senders);
  const share = (shape: string, statement: (all: FlowLogSenders) => PolicyStatementJson) =>
    MergedStatements.of(bucket).add(
      `${shape} ${senders.organizationId}`,
      senders,
      (parts: readonly FlowLogSenders[]) => statement(mergedSenders(parts)),
      (added: iam.PolicyStatement) => bucket.addToResourcePolicy(added),
    );
  const isManaged =
    share(`write ${JSON.stringify(folder)}`, (all) => bucketWriteStatement(all, target, mark)) &&
    share('check', (all) => bucketCheckStatement(all, target.arn, mark));
  if (isManaged) {
    const name = () => `the policy of bucket ${bucket.node.path}`;
    validatePolicySize(bucket, SizedPolicy.BUCKET, name, () => bucket.policy?.document);
  }
  return isManaged;
}

function allowBucketKey(
  scope: Construct,
  key: NonNullable<s3.IBucket['encryptionKey']>,
  senders: FlowLogSenders,
): void {
  const mark = groupMark(senders);
  const statementFor = (all: FlowLogSenders, suffix?: string) =>
    keyStatements(all, suffix)[0] as PolicyStatementJson;
  addSharedKeyStatement(scope, key, {
    shape: `delivery ${senders.organizationId}`,
    part: senders,
    statement: (parts: readonly FlowLogSenders[]) => statementFor(mergedSenders(parts), mark),
    printed: statementFor(senders),
  });
}
