import type { Value } from '../../flows/value';
import type { NormalizerFact, StorageFact } from './storage';

/** A delivery stream that receives the records of a flow log, or of the subscription of a log group. */
export interface DeliveryStreamFact {
  /** Name for messages. */
  readonly title: string;
  /** Time after which it writes an object, in seconds; `undefined` means the default. */
  readonly bufferSeconds: Value<number | undefined>;
  /** Size after which it writes an object, in MiB; `undefined` means the default. */
  readonly bufferMebibytes: Value<number | undefined>;
  /**
   * How its bucket stores the records.
   *
   * @default - the artifacts do not contain a bucket of the stream
   */
  readonly storage?: StorageFact;
  /**
   * The normalizer of this package that reads the objects of the stream.
   *
   * @default - none in the artifacts
   */
  readonly normalizer?: NormalizerFact;
  /** Settings with a price of their own: `dynamic partitioning`. */
  readonly extras: readonly string[];
}

/** Where the subscriptions of a log group send its records. */
export interface SubscriptionFacts {
  /** The delivery streams of the app. */
  readonly streams: readonly DeliveryStreamFact[];
  /** Titles of the subscriptions to other services. */
  readonly subscriptions: readonly string[];
}
