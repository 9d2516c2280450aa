import { parentPort, workerData } from 'node:worker_threads';
import { fileNormalizer, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

const normalizeFile = fileNormalizer(workerData as RunSettings);

parentPort?.on('message', (file: SourceFile) => {
  // an error here is ours: it ends the thread, and the pool passes it on
  normalizeFile(file).then((outcome) => parentPort?.postMessage(outcome));
});
