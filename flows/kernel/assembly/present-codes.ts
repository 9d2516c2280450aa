import { reserve } from './memory';

/** Rows that are looked at together. */
const ROWS: i32 = 8;
/** Ends up as zeros where it is shuffled to. */
const NOTHING: u8 = 0x80;
/** For each set of rows that are there, how their codes move together. */
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
 * Tells rows that have a code from those that are null, without asking of each: a bit for each row goes to `levels`, and the
 * codes that are there, less one, to `indexes`. Up to 16 bytes past the end of the codes are read, and past that of the
 * indexes written. Returns how many there are.
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
