import { isFlowLogBlob } from './blob-hours';

/** What a queue message tells of. */
export interface BlobEvents {
  /** Blobs that grew, each once: container and path with `/` between. */
  readonly blobs: readonly string[];
  /** Events of other kinds, and of other blobs. */
  readonly ignored: number;
}

const CREATED = 'Microsoft.Storage.BlobCreated';

const SUBJECT = /^\/blobServices\/default\/containers\/([^/]+)\/blobs\/(.+)$/s;

/**
 * The flow-log blobs that a message tells of: an event or an array of them, in the schema of Event Grid or of
 * CloudEvents, as text, in base64, or parsed already.
 *
 * Source: Azure Event Grid, "Azure Blob Storage as an Event Grid source".
 *
 * @throws Error if the message holds no events
 */
export function blobEvents(message: unknown, containers: readonly string[]): BlobEvents {
  const value = typeof message === 'string' ? parse(message) : message;
  const events = Array.isArray(value) ? value : [value];
  const found = events.map((event) => blobOf(event, message));
  const blobs = found.filter(
    (blob) => blob !== undefined && isFlowLogBlob(blob) && containers.includes(blob.split('/')[0] as string),
  );
  return { blobs: [...new Set(blobs as string[])], ignored: found.length - blobs.length };
}

/** Event Grid names the type `eventType`, CloudEvents `type`. */
function blobOf(event: unknown, message: unknown): string | undefined {
  if (typeof event !== 'object' || event === null) throw notAnEvent(message);
  const { eventType, type, subject, data } = event as Record<string, unknown>;
  const kind = eventType ?? type;
  if (typeof kind !== 'string') throw notAnEvent(message);
  if (kind !== CREATED) return undefined;
  const [, container, path] = SUBJECT.exec(String(subject)) ?? [];
  if (container && path) return `${container}/${decoded(path)}`;
  const url = (data as { url?: unknown } | undefined)?.url;
  if (typeof url === 'string' && URL.canParse(url)) return decoded(new URL(url).pathname.slice(1));
  throw notAnEvent(message);
}

/** A percent sign that is part of a name stays what it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function parse(text: string): unknown {
  for (const json of [text, Buffer.from(text, 'base64').toString()]) {
    try {
      return JSON.parse(json);
    } catch {
      // the next form, or told below with what was seen
    }
  }
  throw notAnEvent(text);
}

const SHOWN_LENGTH = 200;

function notAnEvent(message: unknown): Error {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return new Error(
    `the message is no event of Event Grid: ${String(text).slice(0, SHOWN_LENGTH)}; ` +
      'only its subscription may send to this queue',
  );
}
