import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const CHUNK_BYTES = 512 * 1024;

/** Is told of bytes as they are read. */
export type OnBytes = (bytes: number) => void;

/**
 * The bytes of a file. They are read at once: a file on a disk is there sooner than a stream of it has asked another
 * thread. In between others have their turn, such as a progress bar.
 */
export async function* fileBytes(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      onBytes(length);
      yield buffer.subarray(0, length);
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
