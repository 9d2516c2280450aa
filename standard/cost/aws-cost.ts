import type { CostedFlowLog } from '../../aws/cost/costed-flow-log';
import { DestinationType, isTransitGatewayKind } from '../../aws/flow-log';
import type { LogFormat } from '../../aws/format';
import { type AwsFlowLog, type Destination, known, mapValue, unknown, type Value } from '../facts';
import { validFlowLog } from '../facts/valid-flow-log';
import { storageOf, storedData } from './stored-data';

/** What the cost of a flow log of AWS depends on, and its format. */
export interface AwsCost {
  readonly costed: CostedFlowLog;
  readonly format: Value<LogFormat | undefined>;
}

const INFREQUENT_ACCESS = 'INFREQUENT_ACCESS';

/**
 * Returns what the cost of a flow log depends on; unknown if its destination type is unknown.
 *
 * @throws RejectedFlowLogError if AWS rejects the flow log
 */
export function awsCost(flowLog: AwsFlowLog): Value<AwsCost> {
  const { destinationType, targetKind, format, formatProblem, parquet, interval } = validFlowLog(flowLog);
  return mapValue(destinationType, (type) => ({
    format,
    costed: {
      destinationType: type,
      parquet,
      interval,
      isTransitGateway: mapValue(targetKind, isTransitGatewayKind),
      ...(formatProblem !== undefined && { formatProblem }),
      ...destinationCost(type, flowLog.destination),
    },
  }));
}

function destinationCost(
  type: DestinationType,
  destination: Value<Destination>,
): Pick<CostedFlowLog, 'stored' | 'isCompressed' | 'infrequentAccess' | 'normalizer'> {
  const found = destination.known ? destination.value : undefined;
  const storage = storageOf(destination);
  const normalizer = found?.normalizer;
  // the artifacts contain the destination of a stream, or nothing is known about it
  const isCounted = type !== DestinationType.FIREHOSE || found?.storage !== undefined;
  return {
    ...(isCounted && { stored: storedData(storage) }),
    isCompressed: storage.isCompressed ?? known(true),
    infrequentAccess: storage.storageClass
      ? mapValue(storage.storageClass, (name) => name === INFREQUENT_ACCESS)
      : unknown(destination.known ? `${destination.value.title} does not state it` : destination.reason),
    ...(normalizer && {
      normalizer: {
        memoryMegabytes: normalizer.memoryMegabytes,
        table: storedData(normalizer.tableStorage),
      },
    }),
  };
}
