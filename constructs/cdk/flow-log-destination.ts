import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { CrossAccountFirehoseOptions } from './cross-account-firehose-options';
import type { FlowLogContext } from './flow-log-context';
import type { FlowLogDestinationConfig } from './flow-log-destination-config';
import type { IFlowLake } from './i-flow-lake';
import type { LogGroupDestinationOptions } from './log-group-destination-options';
import { BucketDelivery } from './private/delivery/bucket-delivery';
import { CrossAccountStreamDelivery } from './private/delivery/cross-account-stream-delivery';
import type { IFlowLogDelivery } from './private/delivery/i-flow-log-delivery';
import { LakeDelivery } from './private/delivery/lake-delivery';
import { LakeStreamDelivery } from './private/delivery/lake-stream-delivery';
import { LogGroupDelivery } from './private/delivery/log-group-delivery';
import { StreamDelivery } from './private/delivery/stream-delivery';
import type { S3DestinationOptions, S3FlowLogOptions } from './s3-destination-options';

/**
 * The destination that a flow log delivers to. To deliver to a destination that has no static method here, extend the
 * class.
 *
 * @example
 * new VpcFlowLogs(this, 'FlowLogs', {
 *   vpc,
 *   destination: FlowLogDestination.toS3(bucket, { prefix: 'network' }),
 * });
 */
export abstract class FlowLogDestination {
  /**
   * Delivers to a lake, in this account or another one. The lake keeps the raw objects and turns them into rows of its
   * table.
   *
   * @example
   * FlowLogDestination.toLake(FlowLake.ofStack(this), { fileFormat: FileFormat.PARQUET });
   */
  static toLake(lake: IFlowLake, options: S3FlowLogOptions = {}): FlowLogDestination {
    return new DeliveryDestination(new LakeDelivery(lake, options));
  }

  /**
   * Delivers to a lake through a new delivery stream, of which the stream's metrics and transformations can be used.
   * It is slower and more expensive than `toLake`, which needs no service in between.
   *
   * @example
   * FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(this));
   */
  static toLakeThroughFirehose(lake: IFlowLake): FlowLogDestination {
    return new DeliveryDestination(new LakeStreamDelivery(lake));
  }

  /**
   * Delivers to an existing bucket. The construct adds the statements for this flow log to the policies of the bucket
   * and of its customer-managed key. If the app does not manage a policy, a warning prints the statements to add.
   *
   * @example
   * FlowLogDestination.toS3(bucket, { hiveCompatiblePartitions: true });
   */
  static toS3(bucket: s3.IBucket, options: S3DestinationOptions = {}): FlowLogDestination {
    return new DeliveryDestination(new BucketDelivery(bucket, options));
  }

  /**
   * Delivers to a log group, a new one unless the options name one. The role of the flow log can be assumed for flow
   * logs of this account and region only.
   *
   * @example
   * FlowLogDestination.toCloudWatchLogs({ retention: logs.RetentionDays.TWO_WEEKS });
   */
  static toCloudWatchLogs(options: LogGroupDestinationOptions = {}): FlowLogDestination {
    return new DeliveryDestination(new LogGroupDelivery(options));
  }

  /**
   * Delivers to an existing delivery stream (Direct PUT) in this account. The construct adds the tag that the delivery
   * service requires. If the app does not manage the stream, a warning prints the tag to add.
   *
   * @example
   * FlowLogDestination.toFirehose(deliveryStream);
   */
  static toFirehose(deliveryStream: firehose.IDeliveryStream): FlowLogDestination {
    return new DeliveryDestination(new StreamDelivery(deliveryStream));
  }

  /**
   * Delivers to a delivery stream (Direct PUT) in another account. Create the `FirehoseReceiverRole` in that account
   * first.
   *
   * @example
   * FlowLogDestination.toFirehoseInAccount({
   *   deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111111111111:deliverystream/flow-logs',
   *   receiverRoleArn: 'arn:aws:iam::111111111111:role/AWSLogDeliveryFirehoseCrossAccountRole-FlowLogs',
   * });
   */
  static toFirehoseInAccount(options: CrossAccountFirehoseOptions): FlowLogDestination {
    return new DeliveryDestination(new CrossAccountStreamDelivery(options));
  }

  /** Prepares the destination for a flow log of the account and region of the scope. */
  abstract bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig;
}

class DeliveryDestination extends FlowLogDestination {
  constructor(private readonly delivery: IFlowLogDelivery) {
    super();
  }

  override bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig {
    return this.delivery.bind(scope, flowLog);
  }
}
