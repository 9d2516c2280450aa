import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { FileFormat } from '../../aws/flow-log';
import type { FlowLogContext, FlowLogDelivery, FlowLogDestinationConfig } from './flow-log-delivery';
import type { IFlowLake } from './i-flow-lake';
import { BucketDelivery } from './private/delivery/bucket-delivery';
import { CrossAccountStreamDelivery } from './private/delivery/cross-account-stream-delivery';
import { LakeDelivery } from './private/delivery/lake-delivery';
import { LakeStreamDelivery } from './private/delivery/lake-stream-delivery';
import { LogGroupDelivery } from './private/delivery/log-group-delivery';
import { StreamDelivery } from './private/delivery/stream-delivery';

/** How flow logs are laid out in a bucket. */
export interface S3FlowLogOptions {
  /**
   * Begin a folder each hour instead of each day; for large VPCs, whose days hold very many files.
   *
   * @default false
   */
  readonly perHourPartition?: boolean;

  /**
   * Text, or Parquet that AWS writes (its conversion is charged by the GB).
   *
   * @default FileFormat.TEXT
   */
  readonly fileFormat?: FileFormat;

  /**
   * Name the folders of days and accounts as Hive does (`year=2026/month=11/day=22`).
   *
   * @default false
   */
  readonly hiveCompatiblePartitions?: boolean;
}

/** Options of `FlowLogDestination.toS3`. */
export interface S3DestinationOptions extends S3FlowLogOptions {
  /**
   * Folder in the bucket, without slashes around it.
   *
   * @default - none: objects begin with AWSLogs/
   */
  readonly prefix?: string;
}

/** Options of `FlowLogDestination.toCloudWatchLogs`. */
export interface LogGroupDestinationOptions {
  /**
   * The group to write to. Its retention and key are then yours.
   *
   * @default - a new group
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the new group keeps its records.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Key that encrypts the new group. Its policy will let CloudWatch Logs use it for this group.
   *
   * @default - encryption by CloudWatch Logs
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What becomes of the new group when it is removed from the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The role that flow logs take to write to the group. It must trust `vpc-flow-logs.amazonaws.com`; what it needs
   * for this group is added to it.
   *
   * @default - a new role, for this account's flow logs and this group alone
   */
  readonly role?: iam.IRole;

  /**
   * A lake that the records go to as well, through a delivery stream: they become rows of its table.
   *
   * @default - the records stay in the group
   */
  readonly lake?: IFlowLake;

  /**
   * Save questions to the group in CloudWatch Logs Insights.
   *
   * @default true
   */
  readonly savedQueries?: boolean;
}

/** Options of `FlowLogDestination.toFirehoseInAccount`. */
export interface CrossAccountFirehoseOptions {
  /** ARN of the delivery stream. */
  readonly deliveryStreamArn: string;

  /**
   * ARN of the role in the stream's account that opens the stream for log delivery: what `FirehoseReceiverRole` made
   * there. Its name begins with `AWSLogDeliveryFirehoseCrossAccountRole`.
   */
  readonly receiverRoleArn: string;
}

/** Where to deliver flow logs to. */
export abstract class FlowLogDestination {
  /** A lake, in this account or elsewhere: raw objects are kept there and become rows of its table. */
  static toLake(lake: IFlowLake, options: S3FlowLogOptions = {}): FlowLogDestination {
    return new Delivered(new LakeDelivery(lake, options));
  }

  /**
   * A lake, through a delivery stream of its own. Slower and dearer than `toLake`, which asks for nothing in
   * between; for those who want to look at the stream on its way.
   */
  static toLakeThroughFirehose(lake: IFlowLake): FlowLogDestination {
    return new Delivered(new LakeStreamDelivery(lake));
  }

  /**
   * A bucket of your own. Its policy, and that of its customer-managed key, will let the flow log in; where they
   * are not managed by the app, a warning prints the statements to add.
   */
  static toS3(bucket: s3.IBucket, options: S3DestinationOptions = {}): FlowLogDestination {
    return new Delivered(new BucketDelivery(bucket, options));
  }

  /** A log group, with a role for this account's flow logs alone and questions in CloudWatch Logs Insights. */
  static toCloudWatchLogs(options: LogGroupDestinationOptions = {}): FlowLogDestination {
    return new Delivered(new LogGroupDelivery(options));
  }

  /**
   * A delivery stream (Direct PUT) in this account. It is tagged so that log delivery may write to it; where the app
   * does not manage it, a warning says what to tag.
   */
  static toFirehose(deliveryStream: firehose.IDeliveryStream): FlowLogDestination {
    return new Delivered(new StreamDelivery(deliveryStream));
  }

  /** A delivery stream (Direct PUT) in another account, whose side `FirehoseReceiverRole` makes. */
  static toFirehoseInAccount(options: CrossAccountFirehoseOptions): FlowLogDestination {
    return new Delivered(new CrossAccountStreamDelivery(options));
  }

  /** Makes the destination ready for a flow log of the scope's account and region. */
  abstract bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig;
}

/** The ways to deliver stand in files of their own; this makes destinations of them. */
class Delivered extends FlowLogDestination {
  constructor(private readonly delivery: FlowLogDelivery) {
    super();
  }

  override bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig {
    return this.delivery.bind(scope, flowLog);
  }
}
