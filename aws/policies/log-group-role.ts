import { FLOW_LOGS_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/** The account and region of a flow log. All values can be deploy-time tokens. */
export interface FlowLogHome {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Who may take the role with which flow logs write to a log group: only this account's flow logs. The id of the
 * flow log is not known before the role is there, so the ARN leaves it open.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function logGroupTrust({ partition, account, region }: FlowLogHome): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: FLOW_LOGS_SERVICE },
    Action: ['sts:AssumeRole'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
    },
  };
}

/**
 * What the role may do. It can not create groups: one that was deleted with its app would come back without
 * retention or key. Groups can be looked at only all together.
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
