import { BLOCK } from './block';

const QUOTE: u8 = 0x22;
/** A counter of a byte overflows after this many blocks: each adds up to four. */
const MAX_BLOCKS: usize = 63;

/** Number of quotes in a text. */
export function quotesIn(from: usize, end: usize): i32 {
  const sign = i8x16.splat(QUOTE);
  let sums = i32x4.splat(0);
  let at = from;
  while (at + BLOCK <= end) {
    const stop = min(end - BLOCK, at + (MAX_BLOCKS - 1) * BLOCK);
    let counts = i8x16.splat(0);
    for (; at <= stop; at += BLOCK) {
      // a comparison is -1 for each quote
      const found = i8x16.add(
        i8x16.add(i8x16.eq(v128.load(at), sign), i8x16.eq(v128.load(at, 16), sign)),
        i8x16.add(i8x16.eq(v128.load(at, 32), sign), i8x16.eq(v128.load(at, 48), sign)),
      );
      counts = i8x16.sub(counts, found);
    }
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counts)));
  }
  let count =
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3);
  for (; at < end; at++) if (load<u8>(at) === QUOTE) count++;
  return count;
}
