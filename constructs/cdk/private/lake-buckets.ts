import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import type { FlowLakeProps } from '../flow-lake-props';

/** Folder of query results in the table bucket. */
export const RESULT_DIRECTORY = 'athena-results';

/** How long raw objects are kept where nothing is said. */
const RAW_RETENTION = Duration.days(90);

/** How long the tables are kept where nothing is said. */
const TABLE_RETENTION = Duration.days(400);

/** How long raw objects and tables are kept: what was given, else what we keep, and no less than the standard asks for. */
export function keptBy({ rawRetention, tableRetention, standard }: FlowLakeProps) {
  const least = standard?.resolved.aws.retention.minDays ?? 0;
  const longest = (kept: Duration) => Duration.days(Math.max(kept.toDays(), least));
  return {
    rawRetention: rawRetention ?? longest(RAW_RETENTION),
    tableRetention: tableRetention ?? longest(TABLE_RETENTION),
  };
}

const RESULT_RETENTION = Duration.days(30);
const UPLOAD_RETENTION = Duration.days(7);

/** Versions that are no longer current are those that expired, or were written again with the same bytes. */
const OLD_VERSION_RETENTION = Duration.days(1);

interface Kept {
  readonly encryptionKey?: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
}

export function rawBucket(
  scope: Construct,
  props: FlowLakeProps & Kept & { readonly rawRetention: Duration },
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
        noncurrentVersionExpiration: lock ? OLD_VERSION_RETENTION : undefined,
        abortIncompleteMultipartUploadAfter: UPLOAD_RETENTION,
      },
    ],
  });
}

export function tableBucket(
  scope: Construct,
  props: FlowLakeProps & Kept & { readonly tableRetention: Duration; readonly tablePrefix: string },
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

/** Encrypted, closed to the public, reached over TLS only; said in full, so that no feature flag matters. */
function hardened({ encryptionKey, removalPolicy }: Kept): s3.BucketProps {
  return {
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
  };
}
