import type * as s3 from 'aws-cdk-lib/aws-s3';
import { DestinationType } from '../../../../aws/flow-log';
import { PartitionLayout } from '../../../../aws/policies';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { S3FlowLogOptions } from '../../s3-destination-options';
import { beforeFlowLogsTo } from '../bucket-order';
import { orderLogSenders } from '../log-senders';

/** Returns a folder of a bucket as a destination in the terms of CloudFormation. An empty prefix means no folder. */
export function bucketDestination(
  bucket: s3.IBucket,
  prefix: string,
  options: S3FlowLogOptions,
): Omit<FlowLogDestinationConfig, 'problems'> {
  orderLogSenders(bucket);
  return {
    logDestinationType: DestinationType.S3,
    logDestination: prefix === '' ? bucket.bucketArn : `${bucket.bucketArn}/${prefix}/`,
    destinationOptions: options,
    dependencies: [beforeFlowLogsTo(bucket)],
  };
}

/** The layout of the folders in the object keys. */
export function partitionLayoutOf({ hiveCompatiblePartitions = false }: S3FlowLogOptions): PartitionLayout {
  return hiveCompatiblePartitions ? PartitionLayout.HIVE : PartitionLayout.PLAIN;
}
