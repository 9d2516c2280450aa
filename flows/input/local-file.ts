import { closeSync, fstatSync, openSync } from 'node:fs';
import { type RandomAccess, readAt } from './spooled-file';

/** Opens a file for random access, and closes it afterwards, also after an error. */
export function withLocalFile<T>(path: string, use: (file: RandomAccess) => T): T {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    return use({ size, read: (offset, length) => readAt(descriptor, size, offset, length) });
  } finally {
    closeSync(descriptor);
  }
}
