import type * as kms from 'aws-cdk-lib/aws-kms';

/**
 * Problems of a key prop: an alias is rejected. The delivery service and CloudWatch Logs accept only the ARN of a key,
 * and the app cannot change the policy of a key through an imported alias.
 *
 * Source: Amazon VPC User Guide, "Required key policy for use with SSE-KMS".
 */
export function keyProblems(name: string, key: kms.IKey | undefined): string[] {
  if (key === undefined || !('aliasName' in key)) return [];
  return [`${name} is the alias ${(key as kms.IAlias).node.path}: pass the key that it refers to`];
}
