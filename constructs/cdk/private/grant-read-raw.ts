import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { RAW_OBJECT_PATTERNS } from '../../../aws/raw-folder';
import { printStatements } from './add-statements';
import { isInOtherAccount } from './environment';
import { addKeyStatements } from './key-statements';
import { displayName } from './printable';

/** Allows a principal to read the raw objects of a lake, without listing the bucket. */
export function grantReadRaw(lake: Construct, bucket: s3.IBucket, grantee: iam.IGrantable): iam.Grant {
  const arns = RAW_OBJECT_PATTERNS.map((pattern) => bucket.arnForObjects(pattern));
  const objects = iam.Grant.addToPrincipalOrResource({
    grantee,
    actions: ['s3:GetObject'],
    resourceArns: arns,
    resource: bucket,
  });
  const { encryptionKey } = bucket;
  const { grantPrincipal } = grantee;
  if (isRole(grantPrincipal) && dropsStatements(grantPrincipal)) {
    printStatements(lake, {
      policy: `the permissions of role ${displayName(lake, grantPrincipal.roleName)}`,
      id: 'readerRole',
      statements: [
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: arns },
        ...(encryptionKey
          ? [{ Effect: 'Allow' as const, Action: ['kms:Decrypt'], Resource: [encryptionKey.keyArn] }]
          : []),
      ],
      consequence: 'the reader cannot get raw objects',
    });
  }
  if (!encryptionKey) return objects;
  const { principalAccount, policyFragment } = grantPrincipal;
  if (principalAccount !== undefined && isInOtherAccount(lake, { account: principalAccount })) {
    const Principal = policyFragment.principalJson;
    addKeyStatements(lake, encryptionKey, {
      statements: [{ Effect: 'Allow', Principal, Action: ['kms:Decrypt'], Resource: ['*'] }],
      consequence: 'the reader in the other account cannot decrypt raw objects',
    });
  }
  return objects.combine(encryptionKey.grantDecrypt(grantee));
}

function isRole(principal: iam.IPrincipal): principal is iam.IRole {
  return 'roleName' in principal;
}

/** A role with `mutable: false` or `withoutPolicyUpdates()`: CDK reports that it accepts statements, but drops them. */
function dropsStatements(role: iam.IRole): boolean {
  return 'addGrantsToResources' in role && role.addGrantsToResources === false;
}
