import type { IDependable } from 'constructs';
import type { IFlowLake } from './i-flow-lake';
import type { S3FlowLogOptions } from './s3-destination-options';

/**
 * The destination of a flow log in the terms of CloudFormation: what `FlowLogDestination.bind` returns.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export interface FlowLogDestinationConfig {
  /** `s3`, `cloud-watch-logs` or `kinesis-data-firehose`. */
  readonly logDestinationType: string;

  /**
   * ARN of the bucket, of a folder in it, or of the delivery stream.
   *
   * @default - the log group in `logGroupName`
   */
  readonly logDestination?: string;

  /**
   * Name of the log group.
   *
   * @default - the destination is not a log group
   */
  readonly logGroupName?: string;

  /**
   * How the delivery service writes files, if the destination is a bucket.
   *
   * @default - the destination is not a bucket
   */
  readonly destinationOptions?: S3FlowLogOptions;

  /**
   * ARN of the role that the delivery service assumes.
   *
   * @default - the delivery service needs no role
   */
  readonly deliverLogsPermissionArn?: string;

  /**
   * ARN of the receiving role in another account.
   *
   * @default - the destination is in the account of the flow log
   */
  readonly deliverCrossAccountRole?: string;

  /**
   * The lake whose table receives the records.
   *
   * @default - no lake receives the records
   */
  readonly lake?: IFlowLake;

  /** Constructs that CloudFormation must create before the flow log: policies, roles, streams. */
  readonly dependencies: IDependable[];

  /** Problems of the destination; `VpcFlowLogs` throws them together with its own. */
  readonly problems: string[];
}
