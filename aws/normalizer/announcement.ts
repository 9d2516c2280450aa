import { objectOf } from '../../flows/json-object';
import { eventBridgeEvent, isEventBridgeEvent } from './eventbridge-events';
import { type ObjectEvent, type ObjectReference, s3Event } from './s3-events';
import { isSnsMessage, snsNotification } from './sns-messages';

/** What a queue message announces. */
export interface Announcement {
  /** Objects to normalize, in the order of the events. */
  readonly objects: readonly ObjectReference[];
  /** Names of the events that announce no object to read, such as `ObjectRemoved:Delete`. */
  readonly ignored: readonly string[];
}

/**
 * Reads the body of a queue message. It is an event notification of S3, which came directly, through a topic (with or
 * without raw message delivery), or through EventBridge. The test event that S3 sends when a notification is configured
 * announces nothing.
 *
 * @throws Error if the body is no event notification of S3, or has a version that this release does not know
 */
export function announcementOf(body: string): Announcement {
  const message = parsed(body);
  const events = isSnsMessage(message) ? publishedEvents(snsNotification(message)) : eventsOf(message, body);
  return {
    objects: events.filter(({ readable }) => readable).map(({ object }) => object),
    ignored: events.filter(({ readable }) => !readable).map(({ name = '' }) => name),
  };
}

/** A topic can receive events of S3 and of EventBridge, but not messages of another topic. */
function publishedEvents(text: string): ObjectEvent[] {
  return eventsOf(parsed(text), text);
}

function eventsOf(message: Readonly<Record<string, unknown>>, body: string): ObjectEvent[] {
  if (message.Event === 's3:TestEvent') return [];
  const records = isEventBridgeEvent(message) ? [eventBridgeEvent(message)] : s3Events(message.Records);
  const events = records?.filter((event) => event !== undefined);
  if (events === undefined || events.length !== records?.length) throw notAnEvent(body);
  return events;
}

function s3Events(records: unknown): (ObjectEvent | undefined)[] | undefined {
  return Array.isArray(records) ? records.map(s3Event) : undefined;
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(body));
  } catch {
    throw notAnEvent(body);
  }
}

const SHOWN_LENGTH = 200;

function notAnEvent(body: string): Error {
  return new Error(
    `expected an S3 event notification, received ${body.slice(0, SHOWN_LENGTH)}. Allow only the raw bucket, or its topic ` +
      'or rule, to send to this queue.',
  );
}
