/** Definition levels of a page, of one bit: a value is there, or it is null. */

/** Writes a number of variable length. Returns where it ends. */
export function putVarint(target: usize, value: u64): usize {
  let at = target;
  while (value >= 0x80) {
    store<u8>(at++, <u8>value | 0x80);
    value >>= 7;
  }
  store<u8>(at++, <u8>value);
  return at;
}

/** Levels of rows that are all there, with their length before them. Returns where they end. */
export function putPresent(target: usize, rows: i32): usize {
  const end = putVarint(target + 4, (<u64>rows) << 1);
  store<u8>(end, 1);
  store<u32>(target, <u32>(end + 1 - target - 4));
  return end + 1;
}

/** Begins levels of one bit each. Returns where the bits go; they are ended by `endLevels`. */
export function beginLevels(target: usize, rows: i32): usize {
  return putVarint(target + 4, ((<u64>((rows + 7) >> 3)) << 1) | 1);
}

/** Writes how long the levels are that begin at a place and end at another. */
export function endLevels(target: usize, end: usize): void {
  store<u32>(target, <u32>(end - target - 4));
}
