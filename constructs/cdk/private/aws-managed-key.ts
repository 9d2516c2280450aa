import type * as s3 from 'aws-cdk-lib/aws-s3';
import { bucketResource } from './app-resource';

/**
 * Whether a bucket is encrypted with the AWS managed key `aws/s3`. The delivery service cannot use it, so that the
 * delivered objects would be unreadable.
 */
export function usesAwsManagedKey(bucket: s3.IBucket): boolean {
  const encryption = bucketResource(bucket)?.bucketEncryption as
    | s3.CfnBucket.BucketEncryptionProperty
    | undefined;
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
