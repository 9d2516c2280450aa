import { Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { logGroupKeyStatement } from '../../../aws/policies';
import { addSharedKeyStatement } from './key-statements';

/**
 * Grants CloudWatch Logs the use of a key for the log groups of the scope's stack.
 *
 * The statement matches the groups by the name of the outermost stack, with which their generated names begin. It
 * cannot name a group or a nested stack: CloudFormation must create the key before both.
 *
 * @param logGroupName name of a group that has a name of its own
 */
export function allowLogGroupKey(scope: Construct, key: kms.IKey, logGroupName?: string): void {
  const { partition, region, account, stackName, urlSuffix } = outermostStack(Stack.of(scope));
  const groups = `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName ?? `${stackName}-*`}`;
  const service = `logs.${region}.${urlSuffix}`;
  addSharedKeyStatement(scope, key, {
    shape: `log groups ${service}`,
    part: groups,
    statement: (parts: readonly string[]) => logGroupKeyStatement(service, ...new Set(parts)),
    printed: logGroupKeyStatement(service, groups),
    consequence: 'CloudFormation cannot create the log groups of the stack',
  });
}

function outermostStack(stack: Stack): Stack {
  return stack.nestedStackParent ? outermostStack(stack.nestedStackParent) : stack;
}
