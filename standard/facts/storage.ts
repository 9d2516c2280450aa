import { unknownAt, type Value } from '../../flows/value';
import type { LifecycleRetention } from './lifecycle-retention';
import type { Retention } from './retention';

/** How a destination stores its records. The cost of a flow log depends on it. */
export interface StorageFact {
  /** How long records are stored. */
  readonly retention: Value<Retention>;
  /**
   * How long a versioned bucket stores an object after its expiration, as a noncurrent version.
   *
   * @default - the storage has no versions
   */
  readonly noncurrentRetention?: Value<Retention>;
  /** Whether records move to another storage class. */
  readonly moves: Value<boolean>;
  /**
   * The class or access tier of new records: `INFREQUENT_ACCESS` of a log group, `Cool` of a storage account.
   *
   * @default - the default class
   */
  readonly storageClass?: Value<string | undefined>;
  /**
   * Redundancy of a storage account: `LRS`, `ZRS`, `GRS`, `RAGRS`, `GZRS`, `RAGZRS`.
   *
   * @default - unknown
   */
  readonly redundancy?: Value<string | undefined>;
  /**
   * Whether a delivery stream compresses the objects that it writes.
   *
   * @default - the delivery service of flow logs compresses objects
   */
  readonly isCompressed?: Value<boolean>;
  /**
   * Titles of subscriptions that send the records to other services than a delivery stream of the app.
   *
   * @default - none
   */
  readonly subscriptions?: readonly string[];
}

/** The normalizer that reads the delivered records, and the storage of its table. */
export interface NormalizerFact {
  /** Address of its function. */
  readonly address: string;
  readonly memoryMegabytes: Value<number>;
  readonly tableStorage: StorageFact;
  /** How long its log is stored. */
  readonly logRetention: Value<Retention>;
  /** Whether a queue invokes it. */
  readonly hasQueue: boolean;
  /** Number of metrics in the alarms on it and on its queues. */
  readonly alarmMetrics: number;
}

/** The normalizer that reads the blobs of a storage account, the storage of its table and its workspace. */
export interface AzureNormalizerFact {
  /** Address of its function. */
  readonly address: string;
  readonly memoryMegabytes: Value<number | undefined>;
  /** Whether it writes rows to its table. */
  readonly writesRows: Value<boolean>;
  readonly tableStorage: StorageFact;
  /**
   * The workspace that it writes rows to.
   *
   * @default - none
   */
  readonly workspace?: WorkspaceFact;
  /** Number of alert rules on it. */
  readonly alertRules: number;
}

/** A table of a Log Analytics workspace. */
export interface WorkspaceFact {
  /** `Analytics`, `Basic`, `Auxiliary`; `undefined` means the default: Analytics. */
  readonly plan: Value<string | undefined>;
  /** Days for which its rows are retained; `undefined` means the default of Azure. */
  readonly retentionDays: Value<number | undefined>;
}

/** Returns how a bucket stores the objects of a key scope. */
export function bucketStorage(
  { retention, noncurrentRetention, moves }: LifecycleRetention,
  isVersioned: Value<boolean>,
): StorageFact {
  if (isVersioned.known && !isVersioned.value) return { retention, moves };
  return {
    retention,
    moves,
    noncurrentRetention: isVersioned.known ? noncurrentRetention : unknownAt(isVersioned),
  };
}
