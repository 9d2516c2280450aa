import { read } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { OnBytes } from './file-bytes';
import { fileProblem } from './file-problem';
import { SourceError } from './source-error';

const STANDARD_INPUT = 0;
const CHUNK_BYTES = 256 * 1024;

/** Pause before another attempt to read a pipe that has no bytes yet and does not block. */
const PAUSE_MILLIS = 10;

const readInto = promisify(read);

/**
 * Reads a pipe to its end: standard input, if the path is `-`. All chunks share one buffer: a chunk is valid until the
 * next one is requested.
 *
 * @throws SourceError if the pipe cannot be read
 */
export async function* streamBytes(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const file = path === '-' ? undefined : await opened(path);
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  try {
    for (;;) {
      const length = await nextLength(file?.fd ?? STANDARD_INPUT, buffer);
      if (length === 0) return;
      onBytes(length);
      yield buffer.subarray(0, length);
    }
  } finally {
    await file?.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new SourceError(fileProblem(error));
  }
}

async function nextLength(file: number, buffer: Buffer): Promise<number> {
  for (;;) {
    try {
      return (await readInto(file, buffer, 0, buffer.length, null)).bytesRead;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // what Windows reports at the end of a pipe
      if (code === 'EOF') return 0;
      if (code === 'EBADF') throw new SourceError('is closed');
      if (code !== 'EAGAIN') throw new SourceError(fileProblem(error));
      await wait(PAUSE_MILLIS);
    }
  }
}
