import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { IFlowLake } from './i-flow-lake';

/** Options of `FlowLogDestination.toCloudWatchLogs`. */
export interface LogGroupDestinationOptions {
  /**
   * An existing log group, of the flow log's account and region. Set its retention, key and removal policy on the
   * group itself.
   *
   * @example
   * FlowLogDestination.toCloudWatchLogs({
   *   logGroup: logs.LogGroup.fromLogGroupName(this, 'Group', '/network/flow-logs'),
   * });
   *
   * @default - a new log group
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * Retention of the new log group.
   *
   * @default - three months, or the retention that the standard of the flow logs requires if it is longer
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Key that encrypts the new log group. The construct grants CloudWatch Logs the use of it, for the log groups of the
   * stack.
   *
   * @default - CloudWatch Logs encrypts with a key of its own
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What CloudFormation does with the new log group when it is removed from the app.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE: it is retained, except if its first deployment is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Role that the delivery service assumes to write to the log group. It must trust `vpc-flow-logs.amazonaws.com`. The
   * construct adds the permissions for this log group to it.
   *
   * @default - a new role for flow logs of this account and region, with permissions for this log group only
   */
  readonly role?: iam.IRole;

  /**
   * Lake that receives the records as well, through a subscription and a delivery stream. They become rows of its
   * table.
   *
   * @example
   * FlowLogDestination.toCloudWatchLogs({ lake: FlowLake.ofStack(this) });
   *
   * @default - the records stay in the log group
   */
  readonly lake?: IFlowLake;

  /**
   * Whether to save the questions about the log group in CloudWatch Logs Insights.
   *
   * @default true
   */
  readonly savedQueries?: boolean;
}
