import { reserve } from './memory';
import { DATA_BYTES, DICTIONARY_BYTES } from './page';
import { snappyBound } from './snappy';

/** The writer collects this many bytes of pages before it writes them to the file. */
const FILE_BYTES: usize = 1024 * 1024;
/** Room before a compressed page for its header, and after it for stores that go past its end. */
export const HEADER_ROOM: usize = 64;

/** Bytes of a file that are not written yet, with room for one more column chunk. */
const BUFFER: usize = reserve(
  FILE_BYTES + snappyBound(DICTIONARY_BYTES) + snappyBound(DATA_BYTES) + 4 * HEADER_ROOM,
);

export function fileBuffer(): usize {
  return BUFFER;
}

export function fileBufferBytes(): usize {
  return FILE_BYTES;
}
