import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FileOutcome, fileNormalizer, type OnBytes, type RunSettings } from './normalize-file';
import { progressBar, SILENCE } from './progress';
import type { SourceFile } from './source-files';
import type { WorkerMessage } from './worker';

/** Built on its own: it has the package's root in common with whatever file this code ends up in. */
const WORKER = join(dirname(require.resolve('cloud-flow-logs/package.json')), 'dist/cli/normalize/worker.js');

/**
 * Normalizes files, several at a time in threads of their own.
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
  // made here whatever the jobs: what is wrong with a setting must be told before any thread starts
  const here: Lane = { run: fileNormalizer(settings, onBytes), close: () => Promise.resolve() };
  if (showProgress) progress = progressBar(files);
  const count = Math.min(jobs, files.length);
  // a lone job stays in this thread: nothing to start, nothing to copy
  const lanes = count === 1 ? [here] : Array.from({ length: count }, () => thread(settings, onBytes));
  const outcomes = new Array<FileOutcome>(files.length);
  const queue = files.entries();
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

function thread(settings: RunSettings, onBytes: OnBytes): Lane {
  const worker = new Worker(WORKER, { workerData: settings });
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
