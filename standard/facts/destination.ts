import { DestinationType } from '../../aws/flow-log';
import type { Fact } from './fact';
import type { Value } from './value';

/** Kinds of place that flow logs are kept in. */
export const DestinationKind = {
  S3: DestinationType.S3,
  LOG_GROUP: DestinationType.CLOUD_WATCH_LOGS,
  FIREHOSE: DestinationType.FIREHOSE,
  STORAGE_ACCOUNT: 'storage-account',
} as const;

export type DestinationKind = (typeof DestinationKind)[keyof typeof DestinationKind];

/** Kept until somebody deletes it. */
export const FOREVER = 'forever';

/** Days, or for ever. */
export type Retention = number | typeof FOREVER;

/** A place that flow logs are delivered to, of this app or of another one. */
export interface Destination extends Fact {
  readonly kind: DestinationKind;
  /** Name of the bucket, log group, stream or storage account. */
  readonly name: Value<string>;
  /** Account (AWS) or subscription (Azure) it is in. */
  readonly account: Value<string>;
  /** How long a record stays. Of several lifecycle rules that touch flow logs, the soonest. */
  readonly retention: Value<Retention>;
  /** How long a record can be read at once, without being restored from an archive. */
  readonly hotRetention: Value<Retention>;
  /** Whether it is encrypted with a key of the customer's. */
  readonly customerKey: Value<boolean>;
  /** Why the service that delivers would be refused, `undefined` where it is let in. */
  readonly refusal: Value<string | undefined>;
}
