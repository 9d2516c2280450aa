import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const CHUNK_BYTES = 256 * 1024;
const MIN_BYTES = 4 * 1024;

/** Receives the number of bytes of each read. */
export type OnBytes = (bytes: number) => void;

/**
 * Reads a file in chunks. A chunk is valid until the next one is requested: all chunks share one buffer, which stays in
 * the CPU cache. Reads are synchronous, because a round trip through a stream's thread pool takes longer than a read from
 * disk. Between chunks the event loop runs, for example for the progress bar.
 */
export async function* fileBytes(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const size = Math.max(MIN_BYTES, Math.min(CHUNK_BYTES, fstatSync(file).size));
    const buffer = Buffer.allocUnsafeSlow(size);
    for (;;) {
      const length = readSync(file, buffer, 0, size, null);
      if (length === 0) return;
      onBytes(length);
      yield buffer.subarray(0, length);
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
