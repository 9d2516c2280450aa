import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { UserError } from '../user-error';

const MIB = 2 ** 20;

/**
 * Reads a file, or a pipe to its end.
 *
 * @param limit - most bytes to read
 * @throws UserError if the path is a directory, a device or a socket, or has more bytes than the limit
 */
export function readBounded(path: string, limit: number): Buffer {
  const stats = statSync(path);
  if (stats.isFIFO()) return readPipe(path, limit);
  if (!stats.isFile()) {
    const what = stats.isDirectory() ? 'a directory' : stats.isSocket() ? 'a socket' : 'a device';
    throw new UserError(`${path} is ${what}: give a file`);
  }
  if (stats.size > limit) throw tooLarge(path, limit);
  return readFileSync(path);
}

/** Whether a path leads to a pipe, which can be read only once. */
export function isPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;
}

function readPipe(path: string, limit: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let total = 0; ; ) {
      const part = Buffer.allocUnsafe(MIB);
      const length = readSync(descriptor, part);
      if (length === 0) return Buffer.concat(parts);
      total += length;
      if (total > limit) throw tooLarge(path, limit);
      parts.push(Buffer.from(part.subarray(0, length)));
    }
  } finally {
    closeSync(descriptor);
  }
}

function tooLarge(path: string, limit: number): UserError {
  return new UserError(`${path} has more than ${limit / MIB} MiB: give a smaller file`);
}
