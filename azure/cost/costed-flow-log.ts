import type { StoredData } from '../../flows/cost/stored-data';
import type { Value } from '../../flows/value';

/** All properties of a flow log that its cost depends on, except its volume. */
export interface CostedFlowLog extends CostedStorage {
  readonly enabled: Value<boolean>;
  /** Interval of Traffic Analytics in minutes; `undefined` if it is disabled. */
  readonly analyticsInterval: Value<number | undefined>;
  /** Days for which the workspace of Traffic Analytics retains rows. */
  readonly analyticsRetention: Value<number>;
  /**
   * The normalizer that reads the blobs.
   *
   * @default - none
   */
  readonly normalizer?: CostedNormalizer;
}

/** A storage account and what it stores. */
export interface CostedStorage {
  /** How the storage account stores its blobs. */
  readonly stored: StoredData;
  /** Redundancy of the storage account: `LRS`. */
  readonly redundancy: Value<string>;
  /** Access tier of new blobs: `Hot`. */
  readonly accessTier: Value<string>;
}

/** A normalizer, the account of its table and its workspace. */
export interface CostedNormalizer {
  /** Address of its function. Flow logs of one normalizer share its sweep. */
  readonly address: string;
  readonly memoryMegabytes: Value<number>;
  /** Whether it writes rows to the table. It writes cursors and rejects in any case. */
  readonly writesRows: Value<boolean>;
  readonly table: CostedStorage;
  /** Whether it writes rows to a workspace. */
  readonly deliversRows: boolean;
  /** Plan of the workspace table: `Analytics`, `Basic`, `Auxiliary`. */
  readonly plan: Value<string>;
  /** Days for which the workspace retains rows. */
  readonly workspaceRetention: Value<number>;
  /** Number of alert rules on it. */
  readonly alertRules: number;
}
