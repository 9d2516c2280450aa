import type { StoredData } from '../../flows/cost/stored-data';
import type { Value } from '../../flows/value';
import type { DestinationType } from '../flow-log';

/** All properties of a flow log that its cost depends on, except its volume. */
export interface CostedFlowLog {
  /** Service that it delivers to. */
  readonly destinationType: DestinationType;
  /** Whether AWS writes Parquet. */
  readonly parquet: Value<boolean>;
  /** Maximum window of a record, in seconds. */
  readonly interval: Value<number>;
  /** Whether it logs a transit gateway or an attachment. */
  readonly isTransitGateway: Value<boolean>;
  /**
   * How the delivered data is stored.
   *
   * @default - a delivery stream to an unknown destination
   */
  readonly stored?: StoredData;
  /** Whether a delivery stream compresses the objects that it writes. The delivery service of flow logs always does. */
  readonly isCompressed: Value<boolean>;
  /** Whether its log group has the class Infrequent Access. */
  readonly infrequentAccess: Value<boolean>;
  /**
   * The normalizer that reads the delivered data.
   *
   * @default - none
   */
  readonly normalizer?: CostedNormalizer;
  /** Why AWS rejects its format. */
  readonly formatProblem?: string;
}

/** A normalizer and the storage of its table. */
export interface CostedNormalizer {
  readonly memoryMegabytes: Value<number>;
  readonly table: StoredData;
}
