import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READ_BYTES = 256 * 1024;

/** Bytes in a temporary file: written once, then read any number of times. `close` deletes the file. */
export class Spool {
  private readonly path = join(tmpdir(), `flow-log-${randomUUID()}.spool`);
  private readonly descriptor = openSync(this.path, 'wx+', 0o600);
  private written = 0;

  constructor() {
    // an open file can be deleted on most systems, and then a crash does not leave it behind
    this.remove();
  }

  /** Number of bytes. */
  get size(): number {
    return this.written;
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const written = writeSync(this.descriptor, bytes, at, bytes.length - at, this.written);
      at += written;
      this.written += written;
    }
  }

  /** Reads a range in chunks. A chunk is valid until the next one is requested. */
  *read(from = 0, to = this.written): Generator<Buffer> {
    const memory = Buffer.allocUnsafe(READ_BYTES);
    for (let at = from; at < to; ) {
      const read = readSync(this.descriptor, memory, 0, Math.min(READ_BYTES, to - at), at);
      if (read === 0) throw new Error('the temporary file was truncated while it was read');
      yield memory.subarray(0, read);
      at += read;
    }
  }

  close(): void {
    closeSync(this.descriptor);
    this.remove();
  }

  private remove(): void {
    try {
      rmSync(this.path, { force: true });
    } catch {
      // some systems refuse to delete an open file; `close` deletes it
    }
  }
}
