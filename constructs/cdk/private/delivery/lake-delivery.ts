import type { Construct } from 'constructs';
import { FileFormat } from '../../../../aws/flow-log';
import { rawFolder } from '../../../../aws/raw-folder';
import type { FlowLogContext, FlowLogDelivery, FlowLogDestinationConfig } from '../../flow-log-delivery';
import type { S3FlowLogOptions } from '../../flow-log-destination';
import type { IFlowLake } from '../../i-flow-lake';
import { bucketDestination, partitionLayoutOf } from './bucket-delivery';

/** Delivers to the raw bucket of a lake, into the folder of the flow log's layout. */
export class LakeDelivery implements FlowLogDelivery {
  constructor(
    private readonly lake: IFlowLake,
    private readonly options: S3FlowLogOptions,
  ) {}

  bind(scope: Construct, { format }: FlowLogContext): FlowLogDestinationConfig {
    const { lake, options } = this;
    const { fileFormat = FileFormat.TEXT, perHourPartition: perHour = false } = options;
    const schema = { format, fileFormat, partitions: partitionLayoutOf(options), perHour };
    const problems = lake.acceptObjects(scope, schema);
    return { ...bucketDestination(lake.rawBucket, rawFolder(schema), options), lake, problems };
  }
}
