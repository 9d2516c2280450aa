import { oneOrMany } from './senders';
import { FLOW_LOGS_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/** The partition, account and region of a flow log. All values can be deploy-time tokens. */
export interface FlowLogHome {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Trust policy statement of the role with which flow logs write to a log group. Only flow logs of these accounts and
 * regions can assume the role. The ARN has a wildcard for the id, because the role is created before the flow log.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function logGroupTrust(...homes: FlowLogHome[]): PolicyStatementJson {
  const accounts = new Set(homes.map(({ account }) => account));
  const flowLogs = new Set(
    homes.map(({ partition, account, region }) => `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*`),
  );
  return {
    Effect: 'Allow',
    Principal: { Service: FLOW_LOGS_SERVICE },
    Action: ['sts:AssumeRole'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': oneOrMany([...accounts]) },
      ArnLike: { 'aws:SourceArn': oneOrMany([...flowLogs]) },
    },
  };
}

/**
 * Permissions of that role. The role cannot create log groups: a group that was deleted with its app would be created
 * again without retention and key. `logs:DescribeLogGroups` supports no resource below all groups of the region.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function logGroupWriteStatements(
  { partition, account, region }: FlowLogHome,
  logGroupArn: string,
): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      Resource: [logGroupArn],
    },
    {
      Effect: 'Allow',
      Action: ['logs:DescribeLogGroups'],
      Resource: [`arn:${partition}:logs:${region}:${account}:log-group:*`],
    },
  ];
}
