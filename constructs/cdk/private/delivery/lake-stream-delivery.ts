import type { Construct } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import { StreamSource } from '../../../../aws/stream-key';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { IFlowLake } from '../../i-flow-lake';
import { streamLakeReferenceProblems } from '../elsewhere';
import { RawStream } from '../raw-stream';
import type { IFlowLogDelivery } from './i-flow-log-delivery';

/** Delivers to the raw bucket of a lake through a delivery stream. */
export class LakeStreamDelivery implements IFlowLogDelivery {
  constructor(private readonly lake: IFlowLake) {}

  bind(scope: Construct, { format, standard }: FlowLogContext): FlowLogDestinationConfig {
    const { lake } = this;
    const problems = streamLakeReferenceProblems(scope, lake);
    if (problems.length === 0) problems.push(...lake.acceptRecords(scope, format, standard));
    const { resource } = new RawStream(scope, 'Stream', { lake, format, source: StreamSource.FIREHOSE });
    return {
      logDestinationType: DestinationType.FIREHOSE,
      logDestination: resource.attrArn,
      lake,
      dependencies: [resource],
      problems,
    };
  }
}
