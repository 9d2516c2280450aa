import type { FlowLogHome } from './log-group-role';
import { oneOrMany } from './senders';
import { CLOUDWATCH_SERVICE } from './service-principals';
import type { Conditions, PolicyStatementJson } from './statement';

/**
 * Statement that the policy of a topic's customer-managed key needs, so that the alarms of these accounts and regions can
 * notify the topic.
 *
 * Source: Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics".
 */
export function topicKeyStatement(homes: readonly FlowLogHome[]): PolicyStatementJson {
  return {
    Sid: 'CloudWatchAlarmsOfFlowLogs',
    Effect: 'Allow',
    Principal: { Service: CLOUDWATCH_SERVICE },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: ['*'],
    Condition: fromAlarms(homes),
  };
}

/**
 * Statement that the policy of a topic needs for these alarms. The policy that SNS gives a new topic allows the alarms of its
 * own account already; any other policy replaces that one.
 *
 * Source: Amazon SNS Developer Guide, "Example cases for Amazon SNS access control".
 */
export function topicStatement(homes: readonly FlowLogHome[], topicArn: string): PolicyStatementJson {
  return {
    Sid: 'CloudWatchAlarmsOfFlowLogs',
    Effect: 'Allow',
    Principal: { Service: CLOUDWATCH_SERVICE },
    Action: ['sns:Publish'],
    Resource: [topicArn],
    Condition: fromAlarms(homes),
  };
}

function fromAlarms(homes: readonly FlowLogHome[]): Conditions {
  const accounts = new Set(homes.map(({ account }) => account));
  const alarms = new Set(
    homes.map(({ partition, account, region }) => `arn:${partition}:cloudwatch:${region}:${account}:alarm:*`),
  );
  return {
    StringEquals: { 'aws:SourceAccount': oneOrMany([...accounts]) },
    ArnLike: { 'aws:SourceArn': oneOrMany([...alarms]) },
  };
}
