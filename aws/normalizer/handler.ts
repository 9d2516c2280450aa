import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { LogFormat } from '../format';
import { normalize } from '../normalize';
import { parseStreamKey } from '../stream-key';
import { embeddedMetrics, failed, type Measurement, measured } from './metrics';
import { type ObjectReference, objectsOf, sourceOf } from './s3-events';
import { ENVIRONMENT, type Settings } from './settings';

/** The buckets, as the function needs them. */
export interface ObjectStore {
  read(object: ObjectReference): Promise<AsyncIterable<Uint8Array>>;
  /** Puts a local file; an object of the same key is overwritten. */
  write(bucket: string, key: string, path: string): Promise<void>;
}

/** What the handler works with. */
export interface Surroundings {
  readonly settings: Settings;
  readonly store: ObjectStore;
  readonly functionName: string;
  readonly now: () => number;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** Messages of an SQS queue, as Lambda hands them over. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** Which messages are to be delivered again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Normalizes the objects that queue messages tell of. A message that fails is delivered again, and ends in the
 * dead-letter queue; the others of its batch are done with.
 */
export async function handle(event: QueueEvent, surroundings: Surroundings): Promise<BatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      for (const object of objectsOf(body)) await normalizeObject(object, surroundings);
    } catch (error) {
      emit(failed(messageSource(body), error), surroundings);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function normalizeObject(object: ObjectReference, surroundings: Surroundings): Promise<void> {
  const { settings, store, now } = surroundings;
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
    emit(measured(result, now()), surroundings);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Keys of streamed objects name the format of their records; all other objects say it themselves. */
function formatOf({ key }: ObjectReference, { formats }: Settings): LogFormat | undefined {
  const id = parseStreamKey(key)?.formatId;
  if (id === undefined) return undefined;
  const format = formats.get(id);
  if (format) return format;
  throw new Error(
    `the key names the format ${id}, and ${ENVIRONMENT.logFormats} has ${[...formats.keys()].join(', ') || 'none'}: ` +
      'add it there, and deliver the message again',
  );
}

function emit(measurement: Measurement, { settings, functionName, now, log }: Surroundings): void {
  log(embeddedMetrics(measurement, { namespace: settings.metricNamespace, functionName, now: now() }));
}

/** Which object failed, as far as the message can say. */
function messageSource(body: string): string {
  try {
    return objectsOf(body).map(sourceOf).join(', ');
  } catch {
    return 'unknown';
  }
}
