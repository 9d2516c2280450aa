import { Worker } from 'node:worker_threads';
import type { OnBytes } from './file-bytes';
import { clearQueue, fileQueue, untaken } from './file-queue';
import type { OnInvalidEntries } from './load-enricher';
import { isNotWritten, type Outcome, type RunSettings, sourceNormalizer } from './normalize-source';
import { errorOf } from './plain-error';
import type { Progress } from './progress-bar';
import { isPipe } from './read-bounded';
import type { Source } from './source';
import type { WorkerMessage, WorkerTask } from './worker';

/** How a run normalizes its sources. */
export interface RunOptions {
  /** Number of threads, this one included. */
  readonly jobs: number;
  /** Script that each other thread runs. */
  readonly workerFile: string;
  /** Starts to report the progress, after the settings have been validated. */
  readonly startProgress: () => Progress;
  /** Receives a description of the invalid entries of each threat list, before the run. @default - not reported */
  readonly onInvalidEntries?: OnInvalidEntries;
  /** Receives the outcomes of each source, as soon as they are known. */
  readonly onOutcomes: (index: number, outcomes: readonly Outcome[]) => void;
}

/**
 * Normalizes sources, several in parallel: one in this thread, the others in worker threads. If outputs cannot be written,
 * for example because the disk is full, and after any error, no thread begins another source.
 *
 * @returns the first error; undefined if there was none
 * @throws UserError if a setting is not valid
 */
export async function normalizeSources(
  sources: readonly Source[],
  settings: RunSettings,
  { jobs, workerFile, startProgress, onInvalidEntries, onOutcomes }: RunOptions,
): Promise<Error | undefined> {
  // validates the settings before any thread starts
  const normalizeSource = sourceNormalizer(settings, (bytes) => progress.addBytes(bytes), onInvalidEntries);
  const progress = startProgress();
  const onDone = (index: number, outcomes: readonly Outcome[]) => {
    onOutcomes(index, outcomes);
    progress.addFile();
    if (outcomes.some(isNotWritten)) clearQueue(queue);
  };
  const queue = fileQueue(sources);
  let firstError: Error | undefined;
  const onError = (error: Error) => {
    firstError ??= error;
    clearQueue(queue);
  };
  // only one thread can read a pipe
  const hasPipe = [...settings.threats, ...settings.mmdb].some(isPipe);
  const threads = hasPipe ? 1 : Math.min(jobs, sources.length);
  const workers = Array.from({ length: threads - 1 }, () => {
    const workerData: WorkerTask = { settings, queue };
    return new Worker(workerFile, { workerData });
  });
  const workersDone = workers.map((worker) => untilExit(worker, progress.addBytes, onDone, onError));
  const thisThread = async () => {
    for (const [index, source] of untaken(queue)) onDone(index, await normalizeSource(source));
  };
  try {
    await Promise.all([...workersDone, thisThread().catch(onError)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    progress.stop();
  }
  return firstError;
}

function untilExit(
  worker: Worker,
  onBytes: OnBytes,
  onDone: (index: number, outcomes: readonly Outcome[]) => void,
  onError: (error: Error) => void,
): Promise<void> {
  return new Promise((resolve) => {
    worker.once('error', onError);
    worker.once('exit', () => resolve());
    worker.on('message', (message: WorkerMessage) => {
      if ('bytes' in message) onBytes(message.bytes);
      else if ('error' in message) onError(errorOf(message.error));
      else onDone(message.index, message.outcomes);
    });
  });
}
