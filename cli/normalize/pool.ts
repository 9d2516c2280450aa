import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FileOutcome, fileNormalizer, type RunSettings } from './normalize-file';
import type { SourceFile } from './source-files';

/**
 * Normalizes files, several at a time in threads of their own.
 *
 * @returns the outcomes in the order of the files
 */
export async function normalizeFiles(
  files: readonly SourceFile[],
  settings: RunSettings,
  jobs: number,
  onDone: (outcome: FileOutcome) => void,
): Promise<FileOutcome[]> {
  const outcomes = new Array<FileOutcome>(files.length);
  const queue = files.entries();
  const workers = Array.from({ length: Math.min(jobs, files.length) }, () => lane(jobs, settings));
  try {
    await Promise.all(
      workers.map(async ({ run }) => {
        for (const [index, file] of queue) {
          const outcome = await run(file);
          outcomes[index] = outcome;
          onDone(outcome);
        }
      }),
    );
  } finally {
    await Promise.all(workers.map(({ close }) => close()));
  }
  return outcomes;
}

interface Lane {
  run(file: SourceFile): Promise<FileOutcome>;
  close(): Promise<unknown>;
}

/** A lone job stays in this thread: nothing to start, nothing to copy. */
function lane(jobs: number, settings: RunSettings): Lane {
  if (jobs === 1) return { run: fileNormalizer(settings), close: () => Promise.resolve() };
  const worker = new Worker(join(__dirname, 'worker.js'), { workerData: settings });
  const run = (file: SourceFile) =>
    new Promise<FileOutcome>((resolve, reject) => {
      worker.removeAllListeners();
      worker.once('message', resolve).once('error', reject);
      worker.postMessage(file);
    });
  return { run, close: () => worker.terminate() };
}
