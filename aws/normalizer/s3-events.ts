/** An object that an event notification announces. */
export interface ObjectReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

interface S3Notification {
  readonly Event?: string;
  readonly Records?: readonly {
    readonly s3?: {
      readonly bucket?: { readonly name?: string };
      readonly object?: { readonly key?: string; readonly versionId?: string };
    };
  }[];
}

/**
 * Returns the objects that the body of a queue message announces. The list is empty for the test event that S3 sends
 * when a notification is configured.
 *
 * Source: Amazon S3 User Guide, "Event message structure": keys are URL-encoded, spaces as `+`.
 *
 * @throws Error if the body is not an S3 event notification
 */
export function objectsOf(body: string): ObjectReference[] {
  const notification = parse(body);
  if (notification.Event === 's3:TestEvent') return [];
  if (!Array.isArray(notification.Records)) throw notAnEvent(body);
  return notification.Records.map((record) => {
    const bucket = record?.s3?.bucket?.name;
    const key = decodeKey(record?.s3?.object?.key);
    if (!bucket || !key) throw notAnEvent(body);
    return { bucket, key, versionId: record.s3?.object?.versionId };
  });
}

/** Identity of an object: its key, and its version if the bucket is versioned. */
export function sourceOf({ key, versionId }: ObjectReference): string {
  return versionId && versionId !== 'null' ? `${key}?versionId=${versionId}` : key;
}

function decodeKey(key: string | undefined): string | undefined {
  try {
    return key && decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function parse(body: string): S3Notification {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // the error below includes the body
  }
  throw notAnEvent(body);
}

const SHOWN_LENGTH = 200;

function notAnEvent(body: string): Error {
  return new Error(
    `expected an S3 event notification, received ${body.slice(0, SHOWN_LENGTH)}. Allow only the raw bucket to send to ` +
      'this queue.',
  );
}
