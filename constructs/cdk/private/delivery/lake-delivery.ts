import type { Construct } from 'constructs';
import { DEFAULT_FILE_FORMAT } from '../../../../aws/flow-log';
import { rawFolder } from '../../../../aws/raw-folder';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { IFlowLake } from '../../i-flow-lake';
import type { S3FlowLogOptions } from '../../s3-destination-options';
import { lakeReferenceProblems } from '../elsewhere';
import { notificationOf } from '../raw-notification';
import { bucketDestination, partitionLayoutOf } from './bucket-destination';
import type { IFlowLogDelivery } from './i-flow-log-delivery';

/** Delivers to the raw bucket of a lake, into the folder of the flow log's schema. */
export class LakeDelivery implements IFlowLogDelivery {
  constructor(
    private readonly lake: IFlowLake,
    private readonly options: S3FlowLogOptions,
  ) {}

  bind(scope: Construct, { format, standard }: FlowLogContext): FlowLogDestinationConfig {
    const { lake, options } = this;
    const { fileFormat = DEFAULT_FILE_FORMAT, perHourPartition: perHour = false } = options;
    const schema = { format, fileFormat, partitions: partitionLayoutOf(options), perHour };
    const problems = lakeReferenceProblems(scope, lake);
    if (problems.length === 0) problems.push(...lake.acceptObjects(scope, schema, standard));
    const { dependencies, ...destination } = bucketDestination(lake.rawBucket, rawFolder(schema), options);
    // an object that S3 receives before would not be announced
    return {
      ...destination,
      lake,
      problems,
      dependencies: [...dependencies, ...notificationOf(lake.rawBucket)],
    };
  }
}
