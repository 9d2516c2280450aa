import { reserve } from './memory';
import { writeCopy, writeLength, writeLiteral, writeShortLiteral } from './snappy-elements';

/** Matches stay within a block, so that places in it fit into 16 bits. */
const BLOCK_BYTES: usize = 64 * 1024;
/** No match begins nearer to the end of a block: there what is loaded at once would be past it. */
const MARGIN_BYTES: usize = 15;

const MAX_TABLE_BITS: u32 = 14;
const MIN_TABLE_BITS: u32 = 8;
const HASH_FACTOR: u32 = 0x1e35a7bd;

/** After that many places without a match, look at every second one, then at every third, and so on. */
const SKIP_SHIFT: u32 = 3;

/** Where four bytes of that hash were last seen in the block. */
const places: usize = reserve(1 << (MAX_TABLE_BITS + 1));

/** The most bytes that `length` bytes may become. */
export function snappyBound(length: usize): usize {
  return 32 + length + length / 6;
}

/** Stores bytes as they are, in the raw Snappy format. */
export function snappyLiteral(source: usize, length: usize, target: usize): usize {
  const start = target;
  target = writeLength(length, target);
  if (length > 0) target = writeLiteral(source, length, target);
  return target - start;
}

/**
 * Compresses bytes to the raw Snappy format. It may read 16 bytes past the end of the source, and overwrite 16 bytes
 * past the bound of the target.
 *
 * @returns how many bytes it wrote
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
    memory.fill(places, 0, 1 << (tableBits + 1));
    const limit = end - MARGIN_BYTES;
    let source = block + 1;
    let skip: u32 = 1 << SKIP_SHIFT;
    while (source <= limit) {
      const bytes = load<u32>(source);
      const place = places + (((bytes * HASH_FACTOR) >> hashShift) << 1);
      const candidate = block + load<u16>(place);
      store<u16>(place, source - block);
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
      // the next match often begins right here, and refers to what ends here
      if (source <= limit) {
        const last = source - 1;
        store<u16>(places + (((load<u32>(last) * HASH_FACTOR) >> hashShift) << 1), last - block);
      }
    }
  }
  return literal < end ? writeShortLiteral(literal, <u32>(end - literal), target) : target;
}

/** A table no larger than the block is worth: it has to be cleared. */
function tableBitsOf(length: u32): u32 {
  return min(MAX_TABLE_BITS, max(MIN_TABLE_BITS, 32 - clz(length - 1)));
}

/** How far bytes behind `source` are the same as those behind `candidate`. */
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
