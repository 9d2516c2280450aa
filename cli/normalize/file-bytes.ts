import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const CHUNK_BYTES = 256 * 1024;
const LEAST_BYTES = 4 * 1024;

/** Is told of bytes as they are read. */
export type OnBytes = (bytes: number) => void;

/**
 * The bytes of a file. They are read at once: a file on a disk is there sooner than a stream of it has asked another
 * thread. In between others have their turn, such as a progress bar. All chunks come in one buffer, which stays in the
 * cache: a new one for each would take longer than reading does.
 */
export async function* fileBytes(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const size = Math.max(LEAST_BYTES, Math.min(CHUNK_BYTES, fstatSync(file).size));
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
