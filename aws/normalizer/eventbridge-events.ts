import { objectOf } from '../../flows/json-object';
import { shownScalar } from '../../flows/shown';
import { majorOf, type ObjectEvent, objectReference, otherVersion } from './s3-events';

const SOURCE = 'aws.s3';

/** The version of the event structure that is read. */
const MAJOR_VERSION = '0';

/** The beginning of the detail types of events about objects. CloudTrail events of S3 have another one. */
const OBJECT_EVENT = 'Object ';

/** Detail types after which an object can be read. */
const READABLE = ['Object Created', 'Object Restore Completed'];

/** Whether a message is an event of EventBridge. */
export function isEventBridgeEvent(message: Readonly<Record<string, unknown>>): boolean {
  return 'source' in message && 'detail-type' in message;
}

/**
 * Reads an event that EventBridge delivered. Its key is not encoded, unlike the keys in the notifications that S3 sends
 * itself.
 *
 * Source: Amazon S3 User Guide, "EventBridge event message structure" and "Amazon EventBridge mapping and
 * troubleshooting".
 *
 * @returns undefined if the event lacks the bucket or the key
 * @throws Error if the event is not about an object of S3, or has another major version
 */
export function eventBridgeEvent(event: Readonly<Record<string, unknown>>): ObjectEvent | undefined {
  const { source, version, 'detail-type': name } = event;
  if (source !== SOURCE || typeof name !== 'string' || !name.startsWith(OBJECT_EVENT)) {
    throw new Error(
      `expected an event of ${SOURCE} about an object, received ${shownScalar(name)} of ${shownScalar(source)}. Restrict the ` +
        `rule of EventBridge to the source ${SOURCE} and the detail type ${READABLE[0]}.`,
    );
  }
  if (version !== undefined && majorOf(version) !== MAJOR_VERSION) throw otherVersion(version, MAJOR_VERSION);
  const { bucket, object } = objectOf(event.detail);
  const { key, 'version-id': versionId, size } = objectOf(object);
  const reference = objectReference(objectOf(bucket).name, key, versionId, size);
  return reference && { name, readable: READABLE.includes(name), object: reference };
}
