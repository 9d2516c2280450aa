import { SingleBar } from 'cli-progress';
import type { Output } from '../context';
import type { Source } from './source';

/** Receives the progress of a run. */
export interface Progress {
  addBytes(count: number): void;
  addFile(): void;
  stop(): void;
}

/** Discards the progress. */
export const NO_PROGRESS: Progress = { addBytes: () => {}, addFile: () => {}, stop: () => {} };

/** Shows a progress bar by bytes on a terminal, and nothing in a pipe. */
export function progressBar(files: readonly Source[], output: Output): Progress {
  if (!output.isTTY) return NO_PROGRESS;
  const bar = new SingleBar({
    format: 'normalizing {bar} {percentage}% | {count}/{files} files | {eta_formatted} left',
    stream: output,
    clearOnComplete: true,
    hideCursor: true,
  });
  let count = 0;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  bar.start(total, 0, { count, files: files.length });
  return {
    addBytes: (bytes) => bar.increment(bytes),
    addFile: () => bar.update({ count: ++count }),
    stop: () => bar.stop(),
  };
}
