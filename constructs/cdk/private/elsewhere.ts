import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Where a resource is, as CDK says it of its resources. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Whether a resource is surely in another account than a scope. */
export function isInOtherAccount(scope: IConstruct, { account }: Place): boolean {
  return surelyDiffer(Stack.of(scope).account, account);
}

/** Whether a resource is surely in another account or region than a scope. */
export function isElsewhere(scope: IConstruct, place: Place): boolean {
  return isInOtherAccount(scope, place) || surelyDiffer(Stack.of(scope).region, place.region);
}

/** Places that are known only when deployed are taken to be the same: nobody can tell. */
function surelyDiffer(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
