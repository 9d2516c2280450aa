import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import type { FlowLakeProps } from '../flow-lake-props';

/** Folder of the query results in the table bucket. */
export const RESULT_DIRECTORY = 'athena-results';

const RESULT_RETENTION = Duration.days(30);
const UPLOAD_RETENTION = Duration.days(7);

/** Noncurrent versions are expired objects, and objects that were written again with the same bytes. */
const NONCURRENT_RETENTION = Duration.days(1);

interface BucketSettings {
  readonly encryptionKey?: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly autoDeleteObjects?: boolean;
}

/** Creates the bucket that receives the raw flow logs. */
export function rawBucket(
  scope: Construct,
  props: FlowLakeProps & BucketSettings & { readonly rawRetention: Duration },
): s3.Bucket {
  const lock = props.rawObjectLock;
  return new s3.Bucket(scope, 'Raw', {
    ...hardened(props),
    bucketName: props.rawBucketName,
    objectLockEnabled: lock ? true : undefined,
    objectLockDefaultRetention: lock,
    versioned: lock ? true : undefined,
    lifecycleRules: [
      {
        expiration: props.rawRetention,
        transitions: props.rawTransitions,
        noncurrentVersionExpiration: lock ? NONCURRENT_RETENTION : undefined,
        abortIncompleteMultipartUploadAfter: UPLOAD_RETENTION,
      },
    ],
  });
}

/** Creates the bucket of the tables and query results. */
export function tableBucket(
  scope: Construct,
  props: FlowLakeProps & BucketSettings & { readonly tableRetention: Duration; readonly tablePrefix: string },
): s3.Bucket {
  const { tablePrefix, tableRetention } = props;
  return new s3.Bucket(scope, 'Table', {
    ...hardened(props),
    lifecycleRules: [
      ...Object.values(TABLE_DIRECTORIES).map((table) => ({
        prefix: `${tablePrefix}${table}/`,
        expiration: tableRetention,
        transitions: props.tableTransitions,
      })),
      { prefix: `${tablePrefix}${RESULT_DIRECTORY}/`, expiration: RESULT_RETENTION },
      { abortIncompleteMultipartUploadAfter: UPLOAD_RETENTION },
    ],
  });
}

/**
 * Encryption, no public access, TLS only. Every setting is explicit, so that the result does not depend on feature
 * flags.
 */
function hardened({ encryptionKey, removalPolicy, autoDeleteObjects }: BucketSettings): s3.BucketProps {
  return {
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
    autoDeleteObjects,
  };
}
