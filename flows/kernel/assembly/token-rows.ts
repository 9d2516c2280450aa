import { TOKEN_BYTES } from '../shared/sizes';
import { reserve } from './memory';
import { HEAD } from './token';

const NEWLINE: u8 = 0x0a;
const SPACE: u8 = 0x20;
const DASH: u8 = 0x2d;
/** Numbers below have their digits in the table, four for each. */
const TABLE_SIZE: u32 = 10_000;
const TABLE_DIGITS: u32 = 4;
/** The highest word of numbers of at most 53 bits. */
const MAX_SAFE_HIGH: i32 = 1 << 21;

/** Memory for tokens of columns, which the caller divides. Up to 16 bytes after a token are read. */
const TOKENS: usize = reserve(TOKEN_BYTES + 64);

export function tokenBuffer(): usize {
  return TOKENS;
}

/**
 * Unpacks numbers of up to 25 bits, least significant bit first, that begin at a bit. The bytes after the last number
 * must be readable.
 */
export function unpackNumbers(bytes: usize, bitAt: i32, bits: i32, numbers: usize, count: i32): void {
  const mask: u32 = ((<u32>1) << bits) - 1;
  let at: u64 = <u64>bitAt;
  for (let index = 0; index < count; index++) {
    const window = load<u32>(bytes + <usize>(at >> 3));
    store<u32>(numbers + ((<usize>index) << 2), (window >> <u32>(at & 7)) & mask);
    at += <u64>bits;
  }
}

/**
 * Looks up the slices of dictionary entries. Returns the index of the first number that is
 * no entry; `count` if there is none.
 */
export function lookUpTokens(
  numbers: usize,
  count: i32,
  entryStarts: usize,
  entryLengths: usize,
  size: i32,
  starts: usize,
  lengths: usize,
): i32 {
  for (let index = 0; index < count; index++) {
    const at = (<usize>index) << 2;
    const number = load<u32>(numbers + at);
    if (number >= <u32>size) return index;
    const entry = (<usize>number) << 2;
    store<u32>(starts + at, load<u32>(entryStarts + entry));
    store<u32>(lengths + at, load<u32>(entryLengths + entry));
  }
  return count;
}

/**
 * Writes the digits of whole numbers of one or two words, and their slices. Starts are relative to `table`. Returns the
 * index of the first number that is negative or has more than 53 bits; `count` if there is none.
 *
 * @param table the digits of the numbers below 10,000; the area for digits follows
 */
export function writeNumbers(
  words: usize,
  wordsEach: i32,
  count: i32,
  table: usize,
  digitsFrom: usize,
  starts: usize,
  lengths: usize,
): i32 {
  let area = digitsFrom;
  for (let index = 0; index < count; index++) {
    const at = words + ((<usize>(index * wordsEach)) << 2);
    const low = load<i32>(at);
    const high = wordsEach === 1 ? low >> 31 : load<i32>(at, 4);
    if (high < 0 || high >= MAX_SAFE_HIGH) return index;
    const slot = (<usize>index) << 2;
    let value = ((<u64>high) << 32) | <u64>(<u32>low);
    if (value < <u64>TABLE_SIZE) {
      const digits = digitsOf(<u32>value);
      store<u32>(starts + slot, <u32>value * TABLE_DIGITS + TABLE_DIGITS - digits);
      store<u32>(lengths + slot, digits);
      continue;
    }
    const end = area + 16;
    let from = end;
    area = end;
    while (value >= <u64>TABLE_SIZE) {
      const higher = value / <u64>TABLE_SIZE;
      from -= 4;
      store<u32>(from, load<u32>(table + <usize>(<u32>(value - higher * <u64>TABLE_SIZE) * TABLE_DIGITS)));
      value = higher;
    }
    const digits = digitsOf(<u32>value);
    store<u32>(from - 4, load<u32>(table + <usize>(<u32>value * TABLE_DIGITS)));
    from -= <usize>digits;
    store<u32>(starts + slot, <u32>(from - table));
    store<u32>(lengths + slot, <u32>(end - from));
  }
  return count;
}

function digitsOf(value: u32): u32 {
  return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
}

/**
 * Adds the lengths of the tokens of a column, each with a delimiter, to the lengths of rows. A row with a token that a
 * line cannot contain, or that is longer than `most`, gets a negative length.
 */
export function addTokenLengths(lengths: usize, rows: usize, count: i32, most: i32): void {
  for (let row = 0; row < count; row++) {
    const at = (<usize>row) << 2;
    const length = load<i32>(lengths + at);
    const before = load<i32>(rows + at);
    const sum = before + max(length, 1) + 1;
    store<i32>(rows + at, (length | before) < 0 || sum > most ? -1 : sum);
  }
}

/** Where the tokens of one column are. */
@unmanaged
class ColumnSlices {
  /** Address that the starts are relative to. */
  base: usize;
  starts: usize;
  lengths: usize;
}

let end: usize = 0;
let emptyLines: i32 = 0;

/**
 * Writes rows as lines: the tokens of all columns, with a blank between two tokens. A row with a negative length becomes an
 * empty line. Stops before a row that has no room. Up to 16 bytes after the last line are overwritten.
 *
 * @param columns slices of each column
 * @param rows lengths of the rows with their newlines
 * @returns the number of the first row that was not written
 */
export function writeRows(
  columns: usize,
  count: i32,
  rows: usize,
  from: i32,
  to: i32,
  target: usize,
  limit: usize,
): i32 {
  let at = target;
  let row = from;
  emptyLines = 0;
  const afterLast = columns + <usize>count * offsetof<ColumnSlices>();
  for (; row < to; row++) {
    const slot = (<usize>row) << 2;
    const length = load<i32>(rows + slot);
    if (at + <usize>max(length, 1) > limit) break;
    if (length < 0) {
      store<u8>(at++, NEWLINE);
      emptyLines++;
      continue;
    }
    for (let column = columns; column < afterLast; column += offsetof<ColumnSlices>()) {
      const slices = changetype<ColumnSlices>(column);
      const bytes = load<i32>(slices.lengths + slot);
      if (bytes === 0) store<u8>(at++, DASH);
      else {
        const start = slices.base + <usize>load<u32>(slices.starts + slot);
        for (let done: i32 = 0; done < bytes; done += HEAD) {
          v128.store(at + <usize>done, v128.load(start + <usize>done));
        }
        at += <usize>bytes;
      }
      store<u8>(at++, SPACE);
    }
    store<u8>(at - 1, NEWLINE);
  }
  end = at;
  return row;
}

/** Address after the last line that `writeRows` wrote. */
export function rowsEnd(): usize {
  return end;
}

/** Number of empty lines that `writeRows` wrote. */
export function emptyRows(): i32 {
  return emptyLines;
}
