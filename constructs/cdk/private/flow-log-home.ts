import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowLogHome, FlowLogSenders } from '../../../aws/policies';

/** The account and region of a scope. */
export function homeOf(scope: Construct): FlowLogHome {
  const { partition, account, region } = Stack.of(scope);
  return { partition, account, region };
}

/** The flow logs of a scope's account and region. */
export function sendersOf(scope: Construct): FlowLogSenders {
  const { partition, account, region } = homeOf(scope);
  return { partition, accounts: [account], regions: [region] };
}
