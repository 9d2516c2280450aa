import { Names, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const MAX_ROLE_NAME_LENGTH = 64;

/** Assumed length of a region name that is a token. */
const MAX_REGION_LENGTH = 16;

/** A role name with a required prefix. It ends in the region, because role names are unique in an account. */
export function deliveryRoleName(scope: Construct, prefix: string): string {
  const { region } = Stack.of(scope);
  const regionLength = Token.isUnresolved(region) ? MAX_REGION_LENGTH : region.length;
  const maxLength = MAX_ROLE_NAME_LENGTH - prefix.length - regionLength - '--'.length;
  return `${prefix}-${Names.uniqueResourceName(scope, { maxLength })}-${region}`;
}
