import type { StoredData } from '../../flows/cost/stored-data';
import type { Value } from '../../flows/value';

/** All properties of a flow log that its cost depends on, except its volume. */
export interface CostedFlowLog {
  readonly enabled: Value<boolean>;
  /** How the storage account stores its blobs. */
  readonly stored: StoredData;
  /** Redundancy of the storage account: `LRS`. */
  readonly redundancy: Value<string>;
  /** Access tier of new blobs: `Hot`. */
  readonly accessTier: Value<string>;
  /** Interval of Traffic Analytics in minutes; `undefined` if it is disabled. */
  readonly analyticsInterval: Value<number | undefined>;
}
