import { reserve } from './memory';
import { DICTIONARY_BYTES } from './page';
import { snappyBound, snappyCompress, snappyLiteral } from './snappy';

const COMPRESSED: usize = reserve(snappyBound(DICTIONARY_BYTES) + 16);
/** So much is tried first; a shorter page is compressed as a whole. */
const SAMPLE: usize = 4 * 1024;

/** Where compressed pages are. */
export function compressedPage(): usize {
  return COMPRESSED;
}

/** Compresses a page with Snappy: where a sample does not become an eighth smaller, the bytes stay as they are. */
export function compressPage(page: usize, length: usize): usize {
  if (length > 2 * SAMPLE && snappyCompress(page, SAMPLE, COMPRESSED) > SAMPLE - SAMPLE / 8) {
    return snappyLiteral(page, length, COMPRESSED);
  }
  return snappyCompress(page, length, COMPRESSED);
}
