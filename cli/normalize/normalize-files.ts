import { Worker } from 'node:worker_threads';
import type { OnBytes } from './file-bytes';
import { clearQueue, fileQueue, untaken } from './file-queue';
import { type FileOutcome, fileNormalizer, isNotWritten, type RunSettings } from './normalize-file';
import type { Progress } from './progress-bar';
import type { SourceFile } from './source-files';
import type { WorkerMessage, WorkerTask } from './worker';

/** How a run normalizes its files. */
export interface RunOptions {
  /** Number of threads, this one included. */
  readonly jobs: number;
  /** Script that each other thread runs. */
  readonly workerFile: string;
  /** Starts to report the progress, after the settings have been validated. */
  readonly startProgress: () => Progress;
}

/**
 * Normalizes files, several in parallel: one in this thread, the others in worker threads.
 *
 * @returns the outcomes in the order of the files; not those of files that remain if outputs cannot be written
 * @throws UserError if a setting is not valid
 */
export async function normalizeFiles(
  files: readonly SourceFile[],
  settings: RunSettings,
  { jobs, workerFile, startProgress }: RunOptions,
): Promise<FileOutcome[]> {
  // validates the settings before any thread starts
  const normalizeFile = fileNormalizer(settings, (bytes) => progress.addBytes(bytes));
  const progress = startProgress();
  const outcomes = new Array<FileOutcome>(files.length);
  const onOutcome = (index: number, outcome: FileOutcome) => {
    outcomes[index] = outcome;
    progress.addFile();
    if (isNotWritten(outcome)) clearQueue(queue);
  };
  const queue = fileQueue(files);
  const workers = Array.from({ length: Math.min(jobs, files.length) - 1 }, () => {
    const workerData: WorkerTask = { settings, queue };
    return new Worker(workerFile, { workerData });
  });
  const workersDone = workers.map((worker) => untilExit(worker, progress.addBytes, onOutcome));
  const thisThread = async () => {
    for (const [index, file] of untaken(queue)) onOutcome(index, await normalizeFile(file));
  };
  try {
    await Promise.all([...workersDone, thisThread()]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    progress.stop();
  }
  return outcomes.filter((outcome) => outcome !== undefined);
}

function untilExit(
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
