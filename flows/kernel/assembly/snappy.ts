import { reserve } from './memory';
import { writeCopy, writeLength, writeLiteral, writeShortLiteral } from './snappy-elements';

/** Matches stay within a block, so that offsets fit into 16 bits. */
const BLOCK_BYTES: usize = 64 * 1024;
/** No match starts within this distance of the end of a block, because loads would go past it. */
const MARGIN_BYTES: usize = 15;

const MAX_TABLE_BITS: u32 = 14;
const MIN_TABLE_BITS: u32 = 8;
const HASH_FACTOR: u32 = 0x1e35a7bd;

/** After this many misses the search skips every second position, then two of three, and so on. */
const SKIP_SHIFT: u32 = 3;

/** Last offset in the block of four bytes with a given hash. */
const offsets: usize = reserve(1 << (MAX_TABLE_BITS + 1));

/** Largest size of `length` bytes after compression. */
export function snappyBound(length: usize): usize {
  return 32 + length + length / 6;
}

/** Stores bytes uncompressed in the raw Snappy format. */
export function snappyLiteral(source: usize, length: usize, target: usize): usize {
  const start = target;
  target = writeLength(length, target);
  if (length > 0) target = writeLiteral(source, length, target);
  return target - start;
}

/**
 * Compresses bytes to the raw Snappy format. May read 16 bytes past the end of the source and overwrite 16 bytes past
 * the bound of the target.
 *
 * @returns the number of bytes written
 */
export function snappyCompress(source: usize, length: usize, target: usize): usize {
  const start = target;
  const end = source + length;
  target = writeLength(length, target);
  while (source < end) {
    const blockEnd = source + min(BLOCK_BYTES, end - source);
    target = compressBlock(source, blockEnd, target);
    source = blockEnd;
  }
  return target - start;
}

function compressBlock(block: usize, end: usize, target: usize): usize {
  let literal = block;
  if (end - block > MARGIN_BYTES) {
    const tableBits = tableBitsOf(<u32>(end - block));
    const hashShift = 32 - tableBits;
    memory.fill(offsets, 0, 1 << (tableBits + 1));
    const limit = end - MARGIN_BYTES;
    let source = block + 1;
    let skip: u32 = 1 << SKIP_SHIFT;
    while (source <= limit) {
      const bytes = load<u32>(source);
      const slot = offsets + (((bytes * HASH_FACTOR) >> hashShift) << 1);
      const candidate = block + load<u16>(slot);
      store<u16>(slot, source - block);
      if (load<u32>(candidate) !== bytes) {
        source += skip >> SKIP_SHIFT;
        skip++;
        continue;
      }
      if (literal < source) target = writeShortLiteral(literal, <u32>(source - literal), target);
      const matchEnd = endOfMatch(candidate + 4, source + 4, end);
      target = writeCopy(<u32>(source - candidate), <u32>(matchEnd - source), target);
      source = matchEnd;
      literal = matchEnd;
      skip = 1 << SKIP_SHIFT;
      // the next match often starts here and refers to the bytes that end here
      if (source <= limit) {
        const last = source - 1;
        store<u16>(offsets + (((load<u32>(last) * HASH_FACTOR) >> hashShift) << 1), last - block);
      }
    }
  }
  return literal < end ? writeShortLiteral(literal, <u32>(end - literal), target) : target;
}

/** Size of the hash table for a block; clearing a larger one would cost more than it gains. */
function tableBitsOf(length: u32): u32 {
  return min(MAX_TABLE_BITS, max(MIN_TABLE_BITS, 32 - clz(length - 1)));
}

/** The end of the match of `source` with `candidate`. */
function endOfMatch(candidate: usize, source: usize, end: usize): usize {
  while (source + 8 <= end) {
    const difference = load<u64>(source) ^ load<u64>(candidate);
    if (difference !== 0) return source + <usize>(ctz(difference) >> 3);
    source += 8;
    candidate += 8;
  }
  while (source < end && load<u8>(source) === load<u8>(candidate)) {
    source++;
    candidate++;
  }
  return source;
}
