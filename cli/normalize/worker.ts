import { parentPort, workerData } from 'node:worker_threads';
import { type FileQueue, untaken } from './file-queue';
import { type Outcome, type RunSettings, sourceNormalizer } from './normalize-source';
import { type PlainError, plainError } from './plain-error';
import type { Source } from './source';

/** The task of a worker thread. */
export interface WorkerTask {
  readonly settings: RunSettings;
  readonly queue: FileQueue<Source>;
}

/** A message of a worker thread: the bytes of one read, the outcomes of the source with this index, or its last error. */
export type WorkerMessage =
  | { readonly bytes: number }
  | { readonly index: number; readonly outcomes: readonly Outcome[] }
  | { readonly error: PlainError };

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

async function work({ settings, queue }: WorkerTask): Promise<void> {
  const normalizeSource = sourceNormalizer(settings, (bytes) => post({ bytes }));
  for (const [index, source] of untaken(queue)) post({ index, outcomes: await normalizeSource(source) });
}

work(workerData as WorkerTask).catch((error: unknown) => post({ error: plainError(error) }));
