const QUOTE: i8 = 0x22;
const BACKSLASH: i8 = 0x5c;
const SPACE: i8 = 0x20;
const DELETE: i8 = 0x7f;
const BLOCK: usize = 16;

/**
 * Address of the first byte that a JSON string contains only escaped, or that is not printable ASCII: for example, the
 * closing quote. `end` if there is none.
 */
export function endOfPlainText(from: usize, end: usize): usize {
  const quotes = i8x16.splat(QUOTE);
  const backslashes = i8x16.splat(BACKSLASH);
  const spaces = i8x16.splat(SPACE);
  const deletes = i8x16.splat(DELETE);
  for (let at = from; at < end; at += BLOCK) {
    const block = v128.load(at);
    // bytes above ASCII are negative
    const notPrintable = v128.or(i8x16.lt_s(block, spaces), i8x16.eq(block, deletes));
    const ends = v128.or(i8x16.eq(block, quotes), i8x16.eq(block, backslashes));
    const special = i8x16.bitmask(v128.or(notPrintable, ends));
    if (special !== 0) return min(end, at + <usize>ctz(special));
  }
  return end;
}

/** Address after a whole number without superfluous zeros; `from` if there is none. */
export function endOfNumber(from: usize, end: usize): usize {
  let at = from;
  while (at < end && <u32>load<u8>(at) - 0x30 < 10) at++;
  return at > from + 1 && load<u8>(from) === 0x30 ? from : at;
}
