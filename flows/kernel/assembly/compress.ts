import { CodecNumber } from '../shared/parquet-format';
import { snappyCompress, snappyLiteral } from './snappy';

/** So much is tried first; a shorter page is compressed as a whole. */
const SAMPLE: usize = 4 * 1024;

/** Zstandard is that of Node, where it has one: bytes come, and go to another place. Returns how many. */
declare function zstd(from: usize, length: usize, to: usize): usize;

/** Compresses a page to another place. Returns how many bytes it wrote. */
export function compress(codec: CodecNumber, page: usize, length: usize, to: usize): usize {
  if (codec === CodecNumber.ZSTD) return zstd(page, length, to);
  if (codec === CodecNumber.SNAPPY) return snappy(page, length, to);
  memory.copy(to, page, length);
  return length;
}

/** Where a sample does not become an eighth smaller, the bytes stay as they are. */
function snappy(page: usize, length: usize, to: usize): usize {
  if (length > 2 * SAMPLE && snappyCompress(page, SAMPLE, to) > SAMPLE - SAMPLE / 8) {
    return snappyLiteral(page, length, to);
  }
  return snappyCompress(page, length, to);
}
