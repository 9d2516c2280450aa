import type { RequestRetries } from './request-retries';
import type { ObjectReference } from './s3-events';

/** Access to the objects of the buckets. */
export interface ObjectStore {
  /** Reads an object. */
  read(object: ObjectReference, retries: RequestRetries): Promise<AsyncIterable<Uint8Array>>;
  /** Uploads a local file. Replaces an object with the same key. */
  write(bucket: string, key: string, path: string, retries: RequestRetries): Promise<void>;
}
