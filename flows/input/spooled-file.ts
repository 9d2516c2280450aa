import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that can be read in any order. */
export interface RandomAccess {
  readonly size: number;
  /** @throws RangeError if the range is not within the bytes */
  read(offset: number, length: number): Uint8Array;
}

/** A temporary file with the bytes of a stream. */
export interface SpooledFile extends RandomAccess {
  readonly descriptor: number;
  /** Deletes the file. */
  close(): void;
}

/**
 * Writes a stream to a temporary file for random access, and deletes the file afterwards, also after an error.
 */
export async function spooled<T>(
  chunks: AsyncIterable<Uint8Array>,
  use: (file: RandomAccess) => T,
): Promise<Awaited<T>> {
  const file = await spool(chunks);
  try {
    return await use(file);
  } finally {
    file.close();
  }
}

/** Writes a stream to a temporary file. The caller must close it. */
export async function spool(chunks: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
  const path = join(tmpdir(), `flow-log-${randomUUID()}.spool`);
  const descriptor = openSync(path, 'wx+', 0o600);
  const close = () => {
    closeSync(descriptor);
    rmSync(path, { force: true });
  };
  try {
    let size = 0;
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
      size += chunk.length;
    }
    return { descriptor, size, close, read: (offset, length) => readAt(descriptor, size, offset, length) };
  } catch (error) {
    close();
    throw error;
  }
}

/** @throws RangeError if the range is not within the bytes */
export function readAt(descriptor: number, size: number, offset: number, length: number): Uint8Array {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw new RangeError(
      `bytes ${offset} to ${offset + length} are not within the ${size} bytes of the file`,
    );
  }
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const read = readSync(descriptor, bytes, at, length - at, offset + at);
    if (read === 0) throw new Error('the temporary file was truncated while it was read');
    at += read;
  }
  return bytes;
}
