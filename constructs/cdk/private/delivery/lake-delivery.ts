import type { Construct } from 'constructs';
import { FileFormat } from '../../../../aws/flow-log';
import { rawFolder } from '../../../../aws/raw-folder';
import type { FlowLogContext, FlowLogDelivery, FlowLogDestinationConfig } from '../../flow-log-delivery';
import type { S3FlowLogOptions } from '../../flow-log-destination';
import type { IFlowLake } from '../../i-flow-lake';
import { bucketDestination, keyLayoutOf } from './bucket-delivery';

/** Delivers to the raw bucket of a lake, into the folder of the flow log's layout. */
export class LakeDelivery implements FlowLogDelivery {
  constructor(
    private readonly lake: IFlowLake,
    private readonly options: S3FlowLogOptions,
  ) {}

  bind(scope: Construct, { format }: FlowLogContext): FlowLogDestinationConfig {
    const { lake, options } = this;
    const { fileFormat = FileFormat.TEXT, perHourPartition: perHour = false } = options;
    const layout = { format, fileFormat, keys: keyLayoutOf(options), perHour };
    const problems = lake.acceptObjects(scope, layout);
    return { ...bucketDestination(lake.rawBucket, rawFolder(layout), options), lake, problems };
  }
}
