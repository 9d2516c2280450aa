import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketResource, overrideOf, referencedResource } from './app-resource';
import { keyPlaceProblems } from './elsewhere';
import { keyProblems } from './key-problems';

/**
 * The customer-managed key that encrypts a bucket. If the construct of the bucket states none, it is the key in the
 * properties of the bucket's resource: `Bucket.fromCfnBucket` and `Bucket.fromBucketName` do not read all of them.
 */
export function bucketKey(scope: Construct, bucket: s3.IBucket): kms.IKey | undefined {
  const id = keyIdOf(bucket);
  if (bucket.encryptionKey || id === undefined) return bucket.encryptionKey;
  const resource = referencedResource(id);
  if (resource instanceof kms.CfnKey) return constructOf(resource) ?? imported(scope, resource.attrArn);
  // the value of an import or a parameter is the ARN of a key outside the app
  const isArn = Token.isUnresolved(id) ? resource === undefined : isKeyArn(id);
  return isArn ? imported(scope, id) : undefined;
}

/**
 * Problems of the key of a bucket: the delivery service needs the ARN of a key.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot VPC Flow Logs", "LogDestination undeliverable".
 */
export function bucketKeyProblems(bucket: s3.IBucket): string[] {
  const name = `the key of bucket ${bucket.node.path}`;
  const problems = keyProblems(name, bucket.encryptionKey);
  const resource = bucketResource(bucket);
  if (resource) problems.push(...keyPlaceProblems(resource, name, bucket.encryptionKey));
  const id = keyIdOf(bucket);
  if (id === undefined || problems.length > 0) return problems;
  const fix = 'set the ARN of the key. The delivery service cannot write with a key id or an alias';
  if (!Token.isUnresolved(id)) return isKeyArn(id) ? [] : [`${name} is ${JSON.stringify(id)}: ${fix}`];
  const [reference] = Tokenization.reverseString(id).tokens.filter((token) => Reference.isReference(token));
  const key = referencedResource(id);
  if (!reference || !key) return [];
  const isKeyId = key instanceof kms.CfnKey && reference.displayName !== 'Arn';
  if (!isKeyId && !(key instanceof kms.CfnAlias)) return [];
  return [`${name} is the ${isKeyId ? 'id' : 'alias'} of ${key.node.path}: ${fix}`];
}

function isKeyArn(id: string): boolean {
  return /^arn:[^:]+:kms:[^:]+:[^:]+:key\//.test(id);
}

/** `KMSMasterKeyID` of a bucket in the app. */
function keyIdOf(bucket: s3.IBucket): string | undefined {
  const resource = bucketResource(bucket);
  const override = overrideOf(resource, ...KEY_PATH);
  if (typeof override === 'string') return customerKey(override);
  const encryption = resource?.bucketEncryption as s3.CfnBucket.BucketEncryptionProperty | undefined;
  const rules = encryption?.serverSideEncryptionConfiguration;
  if (!Array.isArray(rules)) return undefined;
  const [rule] = rules as s3.CfnBucket.ServerSideEncryptionRuleProperty[];
  const byDefault = rule?.serverSideEncryptionByDefault as
    | s3.CfnBucket.ServerSideEncryptionByDefaultProperty
    | undefined;
  return customerKey(byDefault?.kmsMasterKeyId);
}

/** `KMSMasterKeyID` in the template. */
const KEY_PATH = [
  'BucketEncryption',
  'ServerSideEncryptionConfiguration',
  '0',
  'ServerSideEncryptionByDefault',
  'KMSMasterKeyID',
];

function customerKey(id: unknown): string | undefined {
  return typeof id === 'string' && !id.endsWith('alias/aws/s3') ? id : undefined;
}

/** The construct of a key resource, whose policy the app can change. */
function constructOf(resource: kms.CfnKey): kms.IKey | undefined {
  const { scope } = resource.node;
  if (scope instanceof kms.Key) return scope;
  try {
    return kms.Key.fromCfnKey(resource);
  } catch {
    // the policy contains functions of CloudFormation, which CDK cannot change
    return undefined;
  }
}

function imported(scope: Construct, arn: string): kms.IKey {
  const id = 'BucketKey';
  return (scope.node.tryFindChild(id) as kms.IKey | undefined) ?? kms.Key.fromKeyArn(scope, id, arn);
}
