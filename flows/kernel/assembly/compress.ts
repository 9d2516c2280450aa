import { CodecNumber } from '../shared/parquet-format';
import { snappyCompress, snappyLiteral } from './snappy';

/** Bytes that are compressed first, to decide whether compression of a longer page pays off. */
const SAMPLE: usize = 4 * 1024;

/**
 * Compresses with Zstandard, which Node provides. Reads `length` bytes at `from`, writes at `to`, and returns the
 * number of bytes written.
 */
declare function zstd(from: usize, length: usize, to: usize): usize;

/** Compresses a page. Returns the number of bytes written at `to`. */
export function compress(codec: CodecNumber, page: usize, length: usize, to: usize): usize {
  if (codec === CodecNumber.ZSTD) return zstd(page, length, to);
  if (codec === CodecNumber.SNAPPY) return snappy(page, length, to);
  memory.copy(to, page, length);
  return length;
}

/** Stores the bytes uncompressed if compression makes the sample smaller by less than an eighth. */
function snappy(page: usize, length: usize, to: usize): usize {
  if (length > 2 * SAMPLE && snappyCompress(page, SAMPLE, to) > SAMPLE - SAMPLE / 8) {
    return snappyLiteral(page, length, to);
  }
  return snappyCompress(page, length, to);
}
