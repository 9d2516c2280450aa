import { Annotations, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';
import {
  bucketStatements,
  type FlowLogSender,
  keyStatements,
  type PolicyStatementJson,
} from '../../../aws/policies';

/**
 * Lets the flow logs of the scope's account and region into a bucket: in the bucket's policy, and in the policy of
 * its key. Where a policy is not ours to change, a warning prints the exact statements to add.
 */
export function allowLogDelivery(scope: Construct, bucket: s3.IBucket, prefix: string): void {
  const stack = Stack.of(scope);
  const sender = { partition: stack.partition, account: stack.account, region: stack.region };
  const printable = printableSender(stack);
  const add = (statement: iam.PolicyStatement) => bucket.addToResourcePolicy(statement);
  addStatements(scope, add, {
    what: `the policy of bucket ${describe(bucket.bucketName)}`,
    id: 'bucketPolicy',
    statements: bucketStatements(sender, { arn: bucket.bucketArn, prefix }),
    printed: bucketStatements(printable, { arn: printableArn(bucket, printable), prefix }),
  });
  if (bucket.encryptionKey) allowKeyUse(scope, bucket.encryptionKey, sender, printable);
}

function allowKeyUse(scope: Construct, key: kms.IKey, sender: FlowLogSender, printable: FlowLogSender): void {
  const add = (statement: iam.PolicyStatement) => key.addToResourcePolicy(statement, true);
  addStatements(scope, add, {
    what: `the policy of key ${describe(key.keyArn)}`,
    id: 'keyPolicy',
    statements: keyStatements(sender),
    printed: keyStatements(printable),
  });
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

interface Statements {
  readonly what: string;
  readonly id: string;
  readonly statements: readonly PolicyStatementJson[];
  /** The same with placeholders for what is known only when deployed. */
  readonly printed: readonly PolicyStatementJson[];
}

function addStatements(
  scope: Construct,
  add: (statement: iam.PolicyStatement) => iam.AddToResourcePolicyResult,
  { what, id, statements, printed }: Statements,
): void {
  const results = statements.map((statement) => add(iam.PolicyStatement.fromJson(statement)));
  if (results.every(({ statementAdded }) => statementAdded)) return;
  Annotations.of(scope).addWarningV2(
    `cloud-flow-logs:${id}`,
    `${what} is not managed by this app, so no flow log will arrive until it has these statements:\n` +
      JSON.stringify(printed, null, 2),
  );
}

function printableSender({ partition, account, region }: Stack): FlowLogSender {
  return {
    partition: printablePartition(partition, region),
    account: Token.isUnresolved(account) ? '${AWS::AccountId}' : account,
    region: Token.isUnresolved(region) ? '${AWS::Region}' : region,
  };
}

/** A stack leaves its partition open even where its region says it. */
function printablePartition(partition: string, region: string): string {
  if (!Token.isUnresolved(partition)) return partition;
  const known = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
  return known ?? '${AWS::Partition}';
}

function printableArn(bucket: s3.IBucket, { partition }: FlowLogSender): string {
  return `arn:${partition}:s3:::${describe(bucket.bucketName)}`;
}

function describe(name: string): string {
  return Token.isUnresolved(name) ? '<known when deployed>' : name;
}
