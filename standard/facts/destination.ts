import { DestinationType } from '../../aws/flow-log';
import type { Value } from '../../flows/value';
import type { DataRemoval } from './data-removal';
import type { DeliveryAccess } from './delivery-access';
import type { DeliveryStreamFact } from './delivery-stream';
import type { Fact } from './fact';
import type { Retention } from './retention';
import type { AzureNormalizerFact, NormalizerFact, StorageFact } from './storage';
import type { StorageAccountFact } from './storage-account';

/** Kinds of destinations. */
export const DestinationKind = {
  S3: DestinationType.S3,
  LOG_GROUP: DestinationType.CLOUD_WATCH_LOGS,
  FIREHOSE: DestinationType.FIREHOSE,
  STORAGE_ACCOUNT: 'storage-account',
} as const;

export type DestinationKind = (typeof DestinationKind)[keyof typeof DestinationKind];

/** A destination of flow logs, in this app or outside it. */
export interface Destination extends Fact {
  readonly kind: DestinationKind;
  /** Name of the bucket, log group, stream or storage account. */
  readonly name: Value<string>;
  /** Its account (AWS) or subscription (Azure). */
  readonly account: Value<string>;
  /**
   * The folder in a bucket: `vpc/`.
   *
   * @default - none
   */
  readonly keyPrefix?: string;
  /** Whether the flow log refers to it by its name, where AWS expects an ARN. */
  readonly isNamed?: boolean;
  /** The ARN, resource id or name of a destination outside the app; missing for those of the app. */
  readonly externalId?: string;
  /** How long records are retained. If several lifecycle rules apply, the shortest. */
  readonly retention: Value<Retention>;
  /** How long records are readable without a restore from an archive. */
  readonly hotRetention: Value<Retention>;
  /**
   * The resource that sets the retention: a lifecycle configuration, or the bucket of a delivery stream.
   *
   * @default - the destination itself
   */
  readonly retentionSetBy?: Fact;
  /** Whether a customer managed key encrypts it. */
  readonly customerManagedKey: Value<boolean>;
  /** Who can write to it. Azure destinations have no such properties. */
  readonly access: Value<DeliveryAccess>;
  /**
   * Whether the standard attests that its policies allow the delivery.
   *
   * @default - rules evaluate the policies
   */
  readonly isDeliveryAttested?: boolean;
  /**
   * What happens to its data when it is replaced or removed.
   *
   * @default - unknown
   */
  readonly removal?: DataRemoval;
  /**
   * How it stores records.
   *
   * @default - only the retention is known
   */
  readonly storage?: StorageFact;
  /**
   * Properties of a storage account.
   *
   * @default - it is not a storage account of the app
   */
  readonly storageAccount?: StorageAccountFact;
  /**
   * The normalizer of this package that reads its objects.
   *
   * @default - none in the artifacts
   */
  readonly normalizer?: NormalizerFact;
  /**
   * The normalizer of this package that reads its blobs.
   *
   * @default - none in the artifacts
   */
  readonly azureNormalizer?: AzureNormalizerFact;
  /**
   * The delivery stream itself, or the streams of the app that the subscriptions of the log group send its records to.
   *
   * @default - none
   */
  readonly streams?: readonly DeliveryStreamFact[];
}
