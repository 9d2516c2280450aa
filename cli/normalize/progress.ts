import { SingleBar } from 'cli-progress';
import type { FileOutcome } from './normalize-file';
import type { SourceFile } from './source-files';

/** Tells how far a run is. */
export interface Progress {
  done(outcome: FileOutcome): void;
  stop(): void;
}

/** A bar on a terminal, by bytes; silence in pipes. */
export function progressOf(files: readonly SourceFile[], wanted: boolean): Progress {
  if (!wanted || !process.stderr.isTTY) return { done: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: 'normalizing {bar} {percentage}% | {count}/{files} files | {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let count = 0;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  bar.start(total, 0, { count, files: files.length });
  return {
    done: ({ file }) => bar.increment(file.size, { count: ++count }),
    stop: () => bar.stop(),
  };
}
