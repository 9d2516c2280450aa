import { Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { logGroupKeyStatement } from '../../../aws/policies';
import { addKeyStatements } from './statements';

/**
 * Lets CloudWatch Logs use a key for the log groups of the scope's stack. Their names begin with that of the stack,
 * those of a nested stack with that of the outermost; more can not stand here, since the key must be there before
 * the group, and before the nested stack.
 */
export function allowLogGroupKey(scope: Construct, key: kms.IKey): void {
  const { partition, region, account, stackName, urlSuffix } = outermost(Stack.of(scope));
  const groups = `arn:${partition}:logs:${region}:${account}:log-group:${stackName}-*`;
  const statements = [logGroupKeyStatement(`logs.${region}.${urlSuffix}`, groups)];
  addKeyStatements(scope, key, { statements, until: 'its log groups can not be made' });
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
