import { parentPort, workerData } from 'node:worker_threads';
import { type FileQueue, untaken } from './file-queue';
import { type FileOutcome, fileNormalizer, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

/** What a thread is given. */
export interface WorkerTask {
  readonly settings: RunSettings;
  readonly queue: FileQueue<SourceFile>;
}

/** What a thread tells: bytes as they are read, and the outcome of each file it took, with the file's number. */
export type WorkerMessage =
  | { readonly bytes: number }
  | { readonly index: number; readonly outcome: FileOutcome };

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

async function work({ settings, queue }: WorkerTask): Promise<void> {
  const normalizeFile = fileNormalizer(settings, (bytes) => tell({ bytes }));
  for (const [index, file] of untaken(queue)) tell({ index, outcome: await normalizeFile(file) });
}

// an error here is ours: it ends the thread, and the pool passes it on
void work(workerData as WorkerTask);
