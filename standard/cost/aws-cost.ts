import type {
  CostedFlowLog,
  CostedNormalizer,
  CostedObjects,
  CostedStream,
} from '../../aws/cost/costed-flow-log';
import { ASSUMED_FORMAT, nearestFormat } from '../../aws/cost/nearest-format';
import { DEFAULT_BUFFER } from '../../aws/cost/stream-usage';
import { DestinationType, isTransitGatewayKind } from '../../aws/flow-log';
import type { LogFormat } from '../../aws/format';
import {
  type AwsFlowLog,
  type DeliveryStreamFact,
  type Destination,
  known,
  mapValue,
  type NormalizerFact,
  type StorageFact,
  unknown,
  type Value,
} from '../facts';
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
      measuredFormat: mapValue(format, (own) => (own ? nearestFormat(own) : ASSUMED_FORMAT)),
      parquet,
      interval,
      isTransitGateway: mapValue(targetKind, isTransitGatewayKind),
      ...(formatProblem !== undefined && { formatProblem }),
      ...DESTINATION_COSTS[type](flowLog.destination),
    },
  }));
}

type DestinationCost = Pick<CostedFlowLog, 'objects' | 'logGroup' | 'streams'>;

const DESTINATION_COSTS: Readonly<
  Record<DestinationType, (destination: Value<Destination>) => DestinationCost>
> = {
  [DestinationType.S3]: (destination) => ({
    objects: objectsOf(storageOf(destination), destination.known ? destination.value.normalizer : undefined),
    streams: [],
  }),

  [DestinationType.CLOUD_WATCH_LOGS]: (destination) => {
    const storage = storageOf(destination);
    return {
      logGroup: {
        stored: storedData(storage),
        infrequentAccess: storage.storageClass
          ? mapValue(storage.storageClass, (name) => name === INFREQUENT_ACCESS)
          : unknown(destination.known ? `${destination.value.title} does not state it` : destination.reason),
      },
      streams: streamsOf(destination).map(costedStream),
    };
  },

  [DestinationType.FIREHOSE]: (destination) => {
    const streams = streamsOf(destination);
    return { streams: streams.length > 0 ? streams.map(costedStream) : [unknownStream(destination)] };
  },
};

function streamsOf(destination: Value<Destination>): readonly DeliveryStreamFact[] {
  return destination.known ? (destination.value.streams ?? []) : [];
}

function costedStream({
  title,
  bufferSeconds,
  bufferMebibytes,
  storage,
  normalizer,
  extras,
}: DeliveryStreamFact): CostedStream {
  return {
    title,
    bufferSeconds: mapValue(bufferSeconds, (seconds) => seconds ?? DEFAULT_BUFFER.seconds),
    bufferMebibytes: mapValue(bufferMebibytes, (size) => size ?? DEFAULT_BUFFER.mebibytes),
    isCompressed: storage?.isCompressed ?? known(true),
    ...(storage && { objects: objectsOf(storage, normalizer) }),
    uncounted: extras,
  };
}

/** A stream that the artifacts do not contain. */
function unknownStream(destination: Value<Destination>): CostedStream {
  return {
    title: destination.known ? destination.value.title : 'the delivery stream',
    bufferSeconds: known(DEFAULT_BUFFER.seconds),
    bufferMebibytes: known(DEFAULT_BUFFER.mebibytes),
    isCompressed: known(true),
    uncounted: [],
  };
}

function objectsOf(storage: StorageFact, normalizer: NormalizerFact | undefined): CostedObjects {
  return { stored: storedData(storage), ...(normalizer && { normalizer: costedNormalizer(normalizer) }) };
}

function costedNormalizer({ tableStorage, logRetention, ...normalizer }: NormalizerFact): CostedNormalizer {
  return {
    ...normalizer,
    table: storedData(tableStorage),
    log: storedData({ retention: logRetention, moves: known(false) }),
  };
}
