import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/** Whether a resource is in another account than a scope. Accounts that are tokens count as the same. */
export function isInOtherAccount(
  scope: IConstruct,
  { account }: Pick<ResourceEnvironment, 'account'>,
): boolean {
  return differ(Stack.of(scope).account, account);
}

/** Whether a resource is in another account or region than a scope. Tokens count as the same. */
export function isInOtherEnvironment(scope: IConstruct, env: ResourceEnvironment): boolean {
  return isInOtherAccount(scope, env) || differ(Stack.of(scope).region, env.region);
}

/** Whether a resource is in another region than a scope. Regions that are tokens count as the same. */
export function isInOtherRegion(scope: IConstruct, { region }: Pick<ResourceEnvironment, 'region'>): boolean {
  return differ(Stack.of(scope).region, region);
}

function differ(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
