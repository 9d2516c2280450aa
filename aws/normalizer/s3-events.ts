import { objectOf } from '../../flows/json-object';
import { shownScalar } from '../../flows/shown';

/** An object that an event notification announces. */
export interface ObjectReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Size in bytes at the time of the event. The object can have been replaced since. */
  readonly size?: number;
}

/** An event of a bucket. */
export interface ObjectEvent {
  /**
   * Name of the event, such as `ObjectCreated:Put`.
   *
   * @default - the sender gave no name
   */
  readonly name?: string;
  /** Whether the object can be read after the event. */
  readonly readable: boolean;
  readonly object: ObjectReference;
}

/** The major version of the event structure that is read. Minor versions only add fields. */
const MAJOR_VERSION = '2';

/** Events after which an object can be read. */
const READABLE = /^Object(?:Created:|Restore:Completed$)/;

/**
 * Reads a record of an event notification of S3. Its key is form-encoded, with spaces as `+`.
 *
 * Source: Amazon S3 User Guide, "Event message structure".
 *
 * @returns undefined if the record is no event of S3
 * @throws Error if the record has another major version
 */
export function s3Event(record: unknown): ObjectEvent | undefined {
  const { eventName, eventVersion, s3 } = objectOf(record);
  const { bucket, object } = objectOf(s3);
  const { key, versionId, size } = objectOf(object);
  const reference = objectReference(objectOf(bucket).name, decodeKey(key), versionId, size);
  if (reference === undefined) return undefined;
  if (eventVersion !== undefined && majorOf(eventVersion) !== MAJOR_VERSION) {
    throw otherVersion(eventVersion, `${MAJOR_VERSION}.x`);
  }
  const name = typeof eventName === 'string' ? eventName : undefined;
  return { name, readable: name === undefined || READABLE.test(name), object: reference };
}

/** Creates a reference to an object. Returns undefined if the bucket or the key is no name. */
export function objectReference(
  bucket: unknown,
  key: unknown,
  versionId: unknown,
  size: unknown,
): ObjectReference | undefined {
  if (typeof bucket !== 'string' || typeof key !== 'string' || bucket === '' || key === '') return undefined;
  return {
    bucket,
    key,
    versionId: typeof versionId === 'string' ? versionId : undefined,
    ...(typeof size === 'number' && Number.isSafeInteger(size) ? { size } : {}),
  };
}

/** Identity of an object: its key, and its version if the bucket is versioned. */
export function sourceOf({ key, versionId }: ObjectReference): string {
  return versionId && versionId !== 'null' ? `${key}?versionId=${versionId}` : key;
}

/** The major version in a version such as `2.1`. */
export function majorOf(version: unknown): string {
  return typeof version === 'string' ? (version.split('.', 1)[0] as string) : '';
}

/** The error for an event whose structure this release does not know. */
export function otherVersion(version: unknown, expected: string): Error {
  return new Error(
    `the event has version ${shownScalar(version)}, expected ${expected}. Update cloud-flow-logs, and move the message ` +
      'back to the queue.',
  );
}

function decodeKey(key: unknown): string | undefined {
  if (typeof key !== 'string') return undefined;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
