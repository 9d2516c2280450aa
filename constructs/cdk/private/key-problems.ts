import type * as kms from 'aws-cdk-lib/aws-kms';

/**
 * An alias in the place of a key: log delivery and CloudWatch Logs take the ARN of the key alone, and the policy of
 * the key can not be reached through an alias that the app does not make.
 *
 * Source: Amazon VPC User Guide, "Required key policy for use with SSE-KMS".
 */
export function keyProblems(name: string, key: kms.IKey | undefined): string[] {
  if (key === undefined || !('aliasName' in key)) return [];
  return [`${name} is an alias (${(key as kms.IAlias).node.path}): give the key that it stands for`];
}
