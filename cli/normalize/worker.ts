import { parentPort, workerData } from 'node:worker_threads';
import { normalizeFile, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

const settings = workerData as RunSettings;

parentPort?.on('message', (file: SourceFile) => {
  // an error here is ours: it ends the thread, and the pool passes it on
  normalizeFile(file, settings).then((outcome) => parentPort?.postMessage(outcome));
});
