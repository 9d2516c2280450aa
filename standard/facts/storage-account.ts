import type { Value } from '../../flows/value';

/** Properties of a storage account of the app on which the delivery of flow logs depends. */
export interface StorageAccountFact {
  /** Its region: `westeurope`. */
  readonly region: Value<string | undefined>;
  /** `StorageV2`, `Storage`, `BlobStorage`, `BlockBlobStorage`, `FileStorage`; `undefined` means the default of the engine. */
  readonly kind: Value<string | undefined>;
  /** `Standard` or `Premium`. */
  readonly tier: Value<string | undefined>;
  /** Whether it has lifecycle rules, which the retention policy of a flow log overwrites. */
  readonly hasLifecycleRules: Value<boolean>;
}
