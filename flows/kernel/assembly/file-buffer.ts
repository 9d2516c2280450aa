import { reserve } from './memory';
import { DATA_BYTES, DICTIONARY_BYTES } from './page';
import { snappyBound } from './snappy';

/** Pages are collected up to here before they are written. */
const FILE_BYTES: usize = 1024 * 1024;
/** Room before a compressed page, for its header, and after it, for what is stored more at once than there is. */
export const HEADER_ROOM: usize = 64;

/** The bytes of a file that are not written yet: up to here, and whatever one more chunk brings. */
const BUFFER: usize = reserve(
  FILE_BYTES + snappyBound(DICTIONARY_BYTES) + snappyBound(DATA_BYTES) + 4 * HEADER_ROOM,
);

export function fileBuffer(): usize {
  return BUFFER;
}

export function fileBufferBytes(): usize {
  return FILE_BYTES;
}
