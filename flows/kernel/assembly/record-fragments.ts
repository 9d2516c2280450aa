/** Result in address of an end: the text ends before the fragment does. */
export const END_MISSING: usize = 0;
/** Result in address of an end: the fragment is not one that the kernel supports. */
export const NO_FRAGMENT: usize = 1;

const MAX_FRAGMENT_BYTES: usize = 16 * 1024;
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;
const OPEN_BRACKET: u8 = 0x5b;
const CLOSE_BRACKET: u8 = 0x5d;
const OPEN_BRACE: u8 = 0x7b;
const CLOSE_BRACE: u8 = 0x7d;

/** `"flowTuples":` as two overlapping words. */
const KEY_BYTES: usize = 13;
const KEY_BEGIN: u64 = 0x70755477_6f6c6622;
const KEY_END: u64 = 0x3a227365_6c707554;

/**
 * Finds the end of a fragment of a record: after the bracket that opens an array of tuples, or after the last brace
 * of the record.
 *
 * @param depth number of open braces and brackets where the fragment starts
 */
export function endOfFragment(from: usize, end: usize, depth: i32): usize {
  let isInText = false;
  const limit = min(end, from + MAX_FRAGMENT_BYTES);
  for (let at = from; at < limit; at++) {
    const byte = load<u8>(at);
    if (byte === QUOTE) isInText = !isInText;
    else if (byte < SPACE || byte === BACKSLASH) return NO_FRAGMENT;
    else if (isInText) continue;
    else if (byte === OPEN_BRACE) depth++;
    else if (byte === OPEN_BRACKET) {
      depth++;
      if (
        at - from >= KEY_BYTES &&
        load<u64>(at - KEY_BYTES) === KEY_BEGIN &&
        load<u64>(at - 8) === KEY_END
      ) {
        return at + 1;
      }
    } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      if (--depth === 0) return at + 1;
    }
  }
  return limit === end && end < from + MAX_FRAGMENT_BYTES ? END_MISSING : NO_FRAGMENT;
}
