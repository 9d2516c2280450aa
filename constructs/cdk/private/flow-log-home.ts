import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowLogHome, FlowLogSenders } from '../../../aws/policies';

/** The account and region of a scope. */
export function homeOf(scope: Construct): FlowLogHome {
  const { partition, account, region } = Stack.of(scope);
  return { partition, account, region };
}

/** The flow logs of a scope's region, and of its account or of an organization. */
export function sendersOf(scope: Construct, organizationId?: string): FlowLogSenders {
  const { partition, account, region } = homeOf(scope);
  if (organizationId !== undefined) return { partition, accounts: [], regions: [region], organizationId };
  return { partition, accounts: [account], regions: [region] };
}
