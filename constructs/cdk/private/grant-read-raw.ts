import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { RAW_OBJECT_PATTERNS } from '../../../aws/raw-folder';
import { isInOtherAccount } from './environment';
import { addKeyStatements } from './key-statements';

/** Allows a principal to read the raw objects of a lake, without listing the bucket. */
export function grantReadRaw(lake: Construct, bucket: s3.IBucket, grantee: iam.IGrantable): iam.Grant {
  const objects = iam.Grant.addToPrincipalOrResource({
    grantee,
    actions: ['s3:GetObject'],
    resourceArns: RAW_OBJECT_PATTERNS.map((pattern) => bucket.arnForObjects(pattern)),
    resource: bucket,
  });
  const { encryptionKey } = bucket;
  if (!encryptionKey) return objects;
  const { principalAccount, policyFragment } = grantee.grantPrincipal;
  if (principalAccount !== undefined && isInOtherAccount(lake, { account: principalAccount })) {
    const Principal = policyFragment.principalJson;
    addKeyStatements(lake, encryptionKey, {
      statements: [{ Effect: 'Allow', Principal, Action: ['kms:Decrypt'], Resource: ['*'] }],
      consequence: 'the reader in the other account cannot decrypt raw objects',
    });
  }
  return objects.combine(encryptionKey.grantDecrypt(grantee));
}
