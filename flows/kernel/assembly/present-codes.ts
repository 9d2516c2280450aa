import { reserve } from './memory';

/** Rows that one iteration processes. */
const ROWS: i32 = 8;
/** Shuffle index that produces 0. */
const NOTHING: u8 = 0x80;
/** For each combination of rows with a value, the shuffle that moves their codes together. */
const SHUFFLES: usize = reserve(256 * 16);

for (let rows = 0; rows < 256; rows++) {
  let to = SHUFFLES + <usize>(rows << 4);
  memory.fill(to, NOTHING, 16);
  for (let row = 0; row < ROWS; row++) {
    if (((rows >> row) & 1) === 0) continue;
    store<u8>(to, row << 1);
    store<u8>(to, (row << 1) + 1, 1);
    to += 2;
  }
}

/**
 * Separates rows with a code from null rows, without a branch per row. Writes a bit per row to `levels`, and each
 * code minus 1 to `indexes`. Reads up to 16 bytes past the end of the codes, and writes up to 16 bytes past the end
 * of the indexes. Returns the number of rows with a code.
 */
export function putPresentCodes(codes: usize, rows: i32, levels: usize, indexes: usize): i32 {
  const zero = i16x8.splat(0);
  const one = i16x8.splat(1);
  let from = codes;
  let bits = levels;
  let to = indexes;
  for (let left = rows; left > 0; left -= ROWS, from += ROWS << 1) {
    const group = v128.load(from);
    let present = ~i16x8.bitmask(i16x8.eq(group, zero)) & 0xff;
    if (left < ROWS) present &= (1 << left) - 1;
    store<u8>(bits++, present);
    const shuffle = v128.load(SHUFFLES + ((<usize>present) << 4));
    v128.store(to, i8x16.swizzle(i16x8.sub(group, one), shuffle));
    to += (<usize>popcnt(present)) << 1;
  }
  return <i32>((to - indexes) >> 1);
}
