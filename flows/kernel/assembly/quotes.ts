const QUOTE: u8 = 0x22;
const LANES: usize = 16;
/** A counter of a byte overflows after this many blocks. */
const MAX_BLOCKS: usize = 255;

/** Number of quotes in a text. */
export function quotesIn(from: usize, end: usize): i32 {
  const sign = i8x16.splat(QUOTE);
  let sum = 0;
  let at = from;
  while (at + LANES <= end) {
    const last = min(end - LANES, at + (MAX_BLOCKS - 1) * LANES);
    let counts = i8x16.splat(0);
    for (; at <= last; at += LANES) counts = i8x16.sub(counts, i8x16.eq(v128.load(at), sign));
    const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counts));
    sum +=
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3);
  }
  for (; at < end; at++) if (load<u8>(at) === QUOTE) sum++;
  return sum;
}
