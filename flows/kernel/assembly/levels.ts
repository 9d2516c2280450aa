/** Definition levels of a page: one bit per row, 1 for a value and 0 for null. */

/** Writes an unsigned LEB128 number. Returns the address after it. */
export function putVarint(target: usize, value: u64): usize {
  let at = target;
  while (value >= 0x80) {
    store<u8>(at++, <u8>value | 0x80);
    value >>= 7;
  }
  store<u8>(at++, <u8>value);
  return at;
}

/** Writes the levels of rows without null, preceded by their length. Returns the address after them. */
export function putPresent(target: usize, rows: i32): usize {
  const end = putVarint(target + 4, (<u64>rows) << 1);
  store<u8>(end, 1);
  store<u32>(target, <u32>(end + 1 - target - 4));
  return end + 1;
}

/** Starts levels of one bit per row. Returns the address of the bits; `endLevels` completes them. */
export function beginLevels(target: usize, rows: i32): usize {
  return putVarint(target + 4, ((<u64>((rows + 7) >> 3)) << 1) | 1);
}

/** Writes the length of the levels between two addresses. */
export function endLevels(target: usize, end: usize): void {
  store<u32>(target, <u32>(end - target - 4));
}
