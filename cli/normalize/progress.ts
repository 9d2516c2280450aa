import { SingleBar } from 'cli-progress';
import type { SourceFile } from './source-files';

/** Is told how far a run is. */
export interface Progress {
  /** So many more bytes were read. */
  bytes(count: number): void;
  /** One more file is done. */
  file(): void;
  stop(): void;
}

/** Tells nothing. */
export const SILENCE: Progress = { bytes: () => {}, file: () => {}, stop: () => {} };

/** A bar on a terminal, by bytes; silence in pipes. */
export function progressBar(files: readonly SourceFile[]): Progress {
  if (!process.stderr.isTTY) return SILENCE;
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
    bytes: (bytes) => bar.increment(bytes),
    file: () => bar.update({ count: ++count }),
    stop: () => bar.stop(),
  };
}
