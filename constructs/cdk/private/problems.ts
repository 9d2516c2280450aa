import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What is wrong where records are to go through a delivery stream to a lake of another account. */
export function streamAccountProblem(lake: Construct, scope: Construct): string {
  return (
    `lake ${lake.node.path} is not in the account of ${Stack.of(scope).stackName}, and from elsewhere it takes ` +
    'flow logs by S3 delivery alone: use FlowLogDestination.toLake'
  );
}
