import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { SourceError } from './source-error';

const CHUNK_BYTES = 256 * 1024;
const MIN_BYTES = 4 * 1024;

/** A named pipe that replaced the file after it was listed does not block the thread. Windows has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Receives the number of bytes of each read. */
export type OnBytes = (bytes: number) => void;

/** The part of a file that is read: every reading returns what the file contained when it was first opened. */
export class FileExtent {
  private size: number | undefined;

  constructor(readonly path: string) {}

  /**
   * Reads the file in chunks. A chunk is valid until the next one is requested: all chunks share one buffer, which stays
   * in the CPU cache. Reads are synchronous, because a round trip through a stream's thread pool takes longer than a read
   * from disk. Between chunks the event loop runs, for example for the progress bar.
   *
   * Bytes that another program appends are not read, so that the reading ends and a second one returns the same bytes.
   *
   * @throws SourceError if the file became shorter, or is not a regular file any more
   */
  async *bytes(onBytes: OnBytes): AsyncGenerator<Uint8Array> {
    const file = openSync(this.path, OPEN_FLAGS);
    try {
      const stats = fstatSync(file);
      if (!stats.isFile())
        throw new SourceError('is not a regular file any more: another program replaced it');
      this.size ??= stats.size;
      yield* chunks(file, this.size, onBytes);
    } finally {
      closeSync(file);
    }
  }
}

async function* chunks(file: number, size: number, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  // a virtual file has content and the size 0
  const end = size === 0 ? Number.POSITIVE_INFINITY : size;
  const buffer = Buffer.allocUnsafeSlow(Math.max(MIN_BYTES, Math.min(CHUNK_BYTES, size)));
  for (let position = 0; position < end; ) {
    const length = readSync(file, buffer, 0, Math.min(buffer.length, end - position), null);
    if (length === 0) {
      if (size === 0) return;
      throw new SourceError(
        `has only ${position} of ${size} bytes: another program shortened it while it was read. Run the command again ` +
          'when the file does not change',
      );
    }
    position += length;
    onBytes(length);
    yield buffer.subarray(0, length);
    await setImmediate();
  }
}
