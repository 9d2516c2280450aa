import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The problem of a delivery stream that would write to a lake in another account. */
export function streamAccountProblem(lake: Construct, scope: Construct): string {
  return (
    `lake ${lake.node.path} is not in the account of stack ${Stack.of(scope).stackName}: a lake accepts delivery ` +
    'streams of its own account only. Deliver through S3 with FlowLogDestination.toLake'
  );
}
