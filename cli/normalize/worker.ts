import { parentPort, workerData } from 'node:worker_threads';
import { type FileOutcome, fileNormalizer, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

/** What a thread tells: bytes as they are read, and the outcome of its file. */
export type WorkerMessage = { readonly bytes: number } | { readonly outcome: FileOutcome };

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);
const normalizeFile = fileNormalizer(workerData as RunSettings, (bytes) => tell({ bytes }));

parentPort?.on('message', (file: SourceFile) => {
  // an error here is ours: it ends the thread, and the pool passes it on
  normalizeFile(file).then((outcome) => tell({ outcome }));
});
