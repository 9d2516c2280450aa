import { putVarint } from './levels';
import { reserve } from './memory';

const BLOCK: i32 = 128;
const MINIBLOCKS: i32 = 4;
const MINIBLOCK: i32 = BLOCK / MINIBLOCKS;
const DELTAS: usize = reserve(<usize>BLOCK * 8);

/** Writes numbers in the encoding DELTA_BINARY_PACKED. Returns the address after them. */
export function putDeltas(values: usize, count: i32, target: usize): usize {
  let address = putVarint(target, BLOCK);
  address = putVarint(address, MINIBLOCKS);
  address = putVarint(address, count);
  let previous = load<i64>(values);
  address = putVarint(address, zigzag(previous));
  for (let from = 1; from < count; from += BLOCK) {
    const size = min(BLOCK, count - from);
    const source = values + ((<usize>from) << 3);
    let smallest = i64.MAX_VALUE;
    for (let index = 0; index < size; index++) {
      const value = load<i64>(source + ((<usize>index) << 3));
      const delta = value - previous;
      previous = value;
      store<i64>(DELTAS + ((<usize>index) << 3), delta);
      smallest = min(smallest, delta);
    }
    for (let index = size; index < BLOCK; index++) store<i64>(DELTAS + ((<usize>index) << 3), smallest);
    address = putVarint(address, zigzag(smallest));
    address = putBlock(smallest, size, address);
  }
  return address;
}

/** Writes a width for each miniblock, then the miniblocks that have values. */
function putBlock(smallest: i64, size: i32, target: usize): usize {
  let address = target + MINIBLOCKS;
  for (let miniblock = 0; miniblock < MINIBLOCKS; miniblock++) {
    const source = DELTAS + <usize>(miniblock * MINIBLOCK * 8);
    let all: u64 = 0;
    for (let index = 0; index < MINIBLOCK; index++)
      all |= load<u64>(source + ((<usize>index) << 3)) - <u64>smallest;
    const width = 64 - clz<u64>(all);
    store<u8>(target + <usize>miniblock, <u8>width);
    if (width > 0) address = pack(source, smallest, width, address);
    else if (miniblock * MINIBLOCK >= size) continue;
  }
  return address;
}

/** Packs the numbers of a miniblock into `width` bits each, the first number in the lowest bits. */
function pack(source: usize, smallest: i64, width: u64, target: usize): usize {
  let address = target;
  let bits: u64 = 0;
  let filled: u64 = 0;
  for (let index = 0; index < MINIBLOCK; index++) {
    const value = load<u64>(source + ((<usize>index) << 3)) - <u64>smallest;
    bits |= value << filled;
    filled += width;
    if (filled < 64) continue;
    store<u64>(address, bits);
    address += 8;
    filled -= 64;
    bits = filled === 0 ? 0 : value >> (width - filled);
  }
  // 32 numbers of any width fill whole bytes
  store<u64>(address, bits);
  return target + <usize>(width << 2);
}

function zigzag(value: i64): u64 {
  return (value << 1) ^ (value >> 63);
}
