import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FileOutcome, fileNormalizer, type OnBytes, type RunSettings } from './normalize-file';
import type { Progress } from './progress';
import type { SourceFile } from './source-files';
import type { WorkerMessage } from './worker';

/**
 * Normalizes files, several at a time in threads of their own.
 *
 * @returns the outcomes in the order of the files
 */
export async function normalizeFiles(
  files: readonly SourceFile[],
  settings: RunSettings,
  jobs: number,
  progress: Progress,
): Promise<FileOutcome[]> {
  const outcomes = new Array<FileOutcome>(files.length);
  const queue = files.entries();
  const lanes = Array.from({ length: Math.min(jobs, files.length) }, () =>
    lane(jobs, settings, progress.bytes),
  );
  try {
    await Promise.all(
      lanes.map(async ({ run }) => {
        for (const [index, file] of queue) {
          outcomes[index] = await run(file);
          progress.file();
        }
      }),
    );
  } finally {
    await Promise.all(lanes.map(({ close }) => close()));
    progress.stop();
  }
  return outcomes;
}

interface Lane {
  run(file: SourceFile): Promise<FileOutcome>;
  close(): Promise<unknown>;
}

/** A lone job stays in this thread: nothing to start, nothing to copy. */
function lane(jobs: number, settings: RunSettings, onBytes: OnBytes): Lane {
  if (jobs === 1) return { run: fileNormalizer(settings, onBytes), close: () => Promise.resolve() };
  const worker = new Worker(join(__dirname, 'worker.js'), { workerData: settings });
  const run = (file: SourceFile) =>
    new Promise<FileOutcome>((resolve, reject) => {
      worker.removeAllListeners();
      worker.once('error', reject);
      worker.on('message', (message: WorkerMessage) => {
        if ('bytes' in message) onBytes(message.bytes);
        else resolve(message.outcome);
      });
      worker.postMessage(file);
    });
  return { run, close: () => worker.terminate() };
}
