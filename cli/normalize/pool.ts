import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { OnBytes } from './file-bytes';
import { fileQueue, untaken } from './file-queue';
import { type FileOutcome, fileNormalizer, type RunSettings } from './normalize-file';
import { progressBar, SILENCE } from './progress';
import type { SourceFile } from './source-files';
import type { WorkerMessage, WorkerTask } from './worker';

/** The code of a thread: a file below the bundled command line, and a file beside this one in the sources. */
const BUNDLED_WORKER = join(__dirname, 'normalize/worker.js');
const [WORKER, WORKER_OPTIONS]: [string, WorkerOptions] = existsSync(BUNDLED_WORKER)
  ? [BUNDLED_WORKER, {}]
  : [join(__dirname, 'worker.ts'), { execArgv: ['--import', 'tsx'] }];

/**
 * Normalizes files, several at a time: one in this thread, the others in threads of their own.
 *
 * @returns the outcomes in the order of the files
 * @throws UsageError if a setting can not be used
 */
export async function normalizeFiles(
  files: readonly SourceFile[],
  settings: RunSettings,
  jobs: number,
  showProgress: boolean,
): Promise<FileOutcome[]> {
  let progress = SILENCE;
  const onBytes: OnBytes = (bytes) => progress.bytes(bytes);
  // what is wrong with a setting must be told before any thread starts
  const normalizeFile = fileNormalizer(settings, onBytes);
  if (showProgress) progress = progressBar(files);
  const outcomes = new Array<FileOutcome>(files.length);
  const onOutcome = (index: number, outcome: FileOutcome) => {
    outcomes[index] = outcome;
    progress.file();
  };
  const queue = fileQueue(files);
  const workers = Array.from({ length: Math.min(jobs, files.length) - 1 }, () => {
    const workerData: WorkerTask = { settings, queue };
    return new Worker(WORKER, { ...WORKER_OPTIONS, workerData });
  });
  const others = Promise.all(workers.map((worker) => ended(worker, onBytes, onOutcome)));
  try {
    await Promise.all([others, here()]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    progress.stop();
  }
  return outcomes;

  async function here() {
    for (const [index, file] of untaken(queue)) onOutcome(index, await normalizeFile(file));
  }
}

/** Until a thread has nothing left to do. */
function ended(
  worker: Worker,
  onBytes: OnBytes,
  onOutcome: (index: number, outcome: FileOutcome) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
    worker.on('message', (message: WorkerMessage) => {
      if ('bytes' in message) onBytes(message.bytes);
      else onOutcome(message.index, message.outcome);
    });
  });
}
