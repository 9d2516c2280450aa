import { isFlowLogBlob } from './blob-hours';

/** The content of a queue message. */
export interface BlobEvents {
  /** Flow-log blobs that have new content, without duplicates, as `container/path`. */
  readonly blobs: readonly string[];
  /** Number of events of other types or of other blobs. */
  readonly ignored: number;
}

const CREATED = 'Microsoft.Storage.BlobCreated';

const SUBJECT = /^\/blobServices\/default\/containers\/([^/]+)\/blobs\/(.+)$/s;

/**
 * Reads the flow-log blobs from a queue message. The message is one event or an array of events, in the Event Grid schema
 * or the CloudEvents schema, as JSON, as JSON in base64, or already parsed.
 *
 * Source: Azure Event Grid documentation, "Azure Blob Storage as an Event Grid source".
 *
 * @throws Error if the message contains a value that is not an event
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

/** The key of the type is `eventType` in the Event Grid schema and `type` in the CloudEvents schema. */
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

/** Keeps the path unchanged if a percent sign in it does not begin an escape. */
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
      // try the next encoding
    }
  }
  throw notAnEvent(text);
}

const SHOWN_LENGTH = 200;

function notAnEvent(message: unknown): Error {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return new Error(
    `expected an Event Grid event in the queue, received ${String(text).slice(0, SHOWN_LENGTH)}; ` +
      'grant only the Event Grid subscription the right to send to this queue',
  );
}
