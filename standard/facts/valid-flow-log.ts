import {
  DestinationType,
  FileFormat,
  isTransitGatewayKind,
  TargetKind,
  targetKindNamed,
} from '../../aws/flow-log';
import { LogFormat, LogFormatError } from '../../aws/format';
import { known, mapValue, unknownAt, type Value } from '../../flows/value';
import { DEFAULTS } from './allowed-values';
import type { AwsFlowLog } from './flow-log';

/** The values of a flow log of AWS in their types, with the defaults of AWS for omitted values. */
export interface ValidFlowLog {
  readonly destinationType: Value<DestinationType>;
  readonly targetKind: Value<TargetKind>;
  /** The format; `undefined` if AWS rejects it. */
  readonly format: Value<LogFormat | undefined>;
  /** Why AWS rejects the format. */
  readonly formatProblem?: string;
  readonly parquet: Value<boolean>;
  /** Seconds. */
  readonly interval: Value<number>;
}

/** Thrown for a flow log that its cloud rejects. The message states the value, the accepted values and the fix. */
export class RejectedFlowLogError extends Error {
  override readonly name = 'RejectedFlowLogError';
}

/**
 * Returns the values of a flow log in their types.
 *
 * @throws RejectedFlowLogError if AWS rejects the destination type or the target kind
 */
export function validFlowLog(flowLog: AwsFlowLog): ValidFlowLog {
  const { fileFormat } = flowLog;
  const destinationType = accepted(flowLog.destinationType, (text = DEFAULTS.destinationType) => {
    const found = Object.values(DestinationType).find((type) => type === text);
    return found ?? reject(flowLog, 'destination type', Object.values(DestinationType), text);
  });
  const targetKind = accepted(
    flowLog.targetKind,
    (text) => targetKindNamed(text) ?? reject(flowLog, 'kind of target', Object.values(TargetKind), text),
  );
  const isTransit = mapValue(targetKind, isTransitGatewayKind);
  return {
    destinationType,
    targetKind,
    ...formatOf(flowLog, isTransit),
    parquet: mapValue(fileFormat, (text) => text === FileFormat.PARQUET),
    interval: withDefault(
      flowLog.interval,
      mapValue(isTransit, (transit) => (transit ? DEFAULTS.transitGatewayInterval : DEFAULTS.interval)),
    ),
  };
}

function formatOf(
  { format }: AwsFlowLog,
  isTransit: Value<boolean>,
): Pick<ValidFlowLog, 'format' | 'formatProblem'> {
  if (!format.known) return { format: unknownAt(format) };
  if (format.value === undefined) {
    return {
      format: mapValue(isTransit, (transit) => (transit ? LogFormat.TRANSIT_GATEWAY : LogFormat.AWS_DEFAULT)),
    };
  }
  try {
    return { format: known(LogFormat.parse(format.value), format.at) };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    return { format: known(undefined, format.at), formatProblem: error.message };
  }
}

/** Converts a known value. The candidates of an unknown one are not validated: the deployment uses only one of them. */
function accepted<T, U>(value: Value<T>, convert: (value: T) => U): Value<U> {
  return value.known ? known(convert(value.value), value.at) : unknownAt(value);
}

function withDefault<T>(value: Value<T | undefined>, byDefault: Value<T>): Value<T> {
  if (!value.known) return unknownAt(value);
  return value.value === undefined ? byDefault : known(value.value, value.at);
}

function reject(
  { title, where }: AwsFlowLog,
  what: string,
  accepted: readonly string[],
  received: string,
): never {
  throw new RejectedFlowLogError(
    `${title} (${where.artifact}): AWS rejects the ${what} ${JSON.stringify(received)}: use ${accepted.join(', ')}`,
  );
}
