import type { StoredData } from '../../flows/cost/stored-data';
import type { Value } from '../../flows/value';
import type { DestinationType } from '../flow-log';
import type { MeasuredFormatId } from './measured-format';

/** All properties of a flow log that its cost depends on, except its volume. */
export interface CostedFlowLog {
  /** Service that it delivers to. */
  readonly destinationType: DestinationType;
  /** The measured format that is most like its format. */
  readonly measuredFormat: Value<MeasuredFormatId>;
  /** Whether AWS writes Parquet. */
  readonly parquet: Value<boolean>;
  /** Maximum window of a record, in seconds. */
  readonly interval: Value<number>;
  /** Whether it logs a transit gateway or an attachment. */
  readonly isTransitGateway: Value<boolean>;
  /**
   * The objects that it delivers to a bucket.
   *
   * @default - it delivers to another service
   */
  readonly objects?: CostedObjects;
  /**
   * The log group that it delivers to.
   *
   * @default - it delivers to another service
   */
  readonly logGroup?: CostedLogGroup;
  /** The delivery stream that it delivers to, or those that the subscriptions of its log group deliver to. */
  readonly streams: readonly CostedStream[];
  /** Why AWS rejects its format. */
  readonly formatProblem?: string;
}

/** Raw objects in a bucket, and the normalizer that reads them. */
export interface CostedObjects {
  readonly stored: StoredData;
  /**
   * The normalizer that reads the objects.
   *
   * @default - none
   */
  readonly normalizer?: CostedNormalizer;
}

/** A log group. */
export interface CostedLogGroup {
  readonly stored: StoredData;
  /** Whether it has the class Infrequent Access. */
  readonly infrequentAccess: Value<boolean>;
}

/** A delivery stream. */
export interface CostedStream {
  readonly title: string;
  /** Time after which it writes an object, in seconds. */
  readonly bufferSeconds: Value<number>;
  /** Size after which it writes an object, in MiB. */
  readonly bufferMebibytes: Value<number>;
  /** Whether its objects are compressed. */
  readonly isCompressed: Value<boolean>;
  /**
   * The objects that it writes.
   *
   * @default - its destination is not a bucket, or unknown
   */
  readonly objects?: CostedObjects;
  /** Settings of the stream that AWS bills, and that estimates do not contain. */
  readonly uncounted: readonly string[];
}

/** A normalizer, its log and the storage of its table. */
export interface CostedNormalizer {
  /** Its address. Flow logs of one normalizer share its alarms, metrics and queue. */
  readonly address: string;
  readonly memoryMegabytes: Value<number>;
  readonly table: StoredData;
  readonly log: StoredData;
  /** Whether a queue invokes it. */
  readonly hasQueue: boolean;
  /** Number of metrics in the alarms on it and on its queues. */
  readonly alarmMetrics: number;
}
