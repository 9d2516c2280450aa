import { parentPort, workerData } from 'node:worker_threads';
import { type FileQueue, untaken } from './file-queue';
import { type FileOutcome, fileNormalizer, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

/** The task of a worker thread. */
export interface WorkerTask {
  readonly settings: RunSettings;
  readonly queue: FileQueue<SourceFile>;
}

/** A message of a worker thread: the bytes of one read, or the outcome of the file with this index. */
export type WorkerMessage =
  | { readonly bytes: number }
  | { readonly index: number; readonly outcome: FileOutcome };

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

async function work({ settings, queue }: WorkerTask): Promise<void> {
  const normalizeFile = fileNormalizer(settings, (bytes) => post({ bytes }));
  for (const [index, file] of untaken(queue)) post({ index, outcome: await normalizeFile(file) });
}

// an error ends the thread, and reaches the main thread as the worker's error event
void work(workerData as WorkerTask);
