import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { LogFormat } from '../format';
import { normalize } from '../normalize';
import { parseStreamKey } from '../stream-key';
import { embeddedMetrics, failureMeasurement, type Measurement, successMeasurement } from './metrics';
import { type ObjectReference, objectsOf, sourceOf } from './s3-events';
import { ENVIRONMENT, type Settings } from './settings';

/** Access to the objects of the buckets. */
export interface ObjectStore {
  /** Reads an object. */
  read(object: ObjectReference): Promise<AsyncIterable<Uint8Array>>;
  /** Uploads a local file. Replaces an object with the same key. */
  write(bucket: string, key: string, path: string): Promise<void>;
}

/** Settings and services that the handler uses. */
export interface HandlerContext {
  readonly settings: Settings;
  readonly store: ObjectStore;
  readonly functionName: string;
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** Event of an SQS queue. Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS". */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** The messages of a batch that SQS must deliver again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Normalizes the objects that the messages of a queue announce. If a message fails, SQS delivers only that message
 * again, and finally moves it to the dead-letter queue.
 */
export async function handle(event: QueueEvent, context: HandlerContext): Promise<BatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      for (const object of objectsOf(body)) await normalizeObject(object, context);
    } catch (error) {
      emit(failureMeasurement(messageSource(body), error), context);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function normalizeObject(object: ObjectReference, context: HandlerContext): Promise<void> {
  const { settings, store, now } = context;
  const { maxBytes } = settings;
  const format = formatOf(object, settings);
  const directory = await mkdtemp(join(tmpdir(), 'flows-'));
  try {
    const raw = { source: sourceOf(object), bytes: await store.read(object) };
    const result = await normalize(raw, directory, { format, maxBytes });
    for (const { path } of result.outputs) {
      const key = settings.tablePrefix + relative(directory, path).split(sep).join('/');
      await store.write(settings.tableBucket, key, path);
    }
    emit(successMeasurement(result, now()), context);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The format that the key of a streamed object specifies; undefined for other objects, which contain their fields. */
function formatOf({ key }: ObjectReference, { formats }: Settings): LogFormat | undefined {
  const id = parseStreamKey(key)?.formatId;
  if (id === undefined) return undefined;
  const format = formats.get(id);
  if (format) return format;
  throw new Error(
    `the object key specifies the format ${JSON.stringify(id)}, which ${ENVIRONMENT.logFormats} does not contain. It ` +
      `contains ${[...formats.keys()].join(', ') || 'no format'}. Add the format, and move the message back to the queue.`,
  );
}

function emit(measurement: Measurement, { settings, functionName, now, log }: HandlerContext): void {
  log(embeddedMetrics(measurement, { namespace: settings.metricNamespace, functionName, now: now() }));
}

/** The objects of a message that failed; `unknown` if the message is not valid. */
function messageSource(body: string): string {
  try {
    return objectsOf(body).map(sourceOf).join(', ');
  } catch {
    return 'unknown';
  }
}
