import { MAX_LINE_BYTES } from '../shared/sizes';
import { BLOCK, Block } from './block';
import { Positions } from './positions';

const NEWLINE: u32 = 0x0a;
const SPACE: u32 = 0x20;
const DELETE: u8 = 0x7f;

/** Address after the last newline of the lines that were found. */
export let linesEnd: usize = 0;

/**
 * Finds the delimiters of complete lines of printable ASCII, with the expected number of fields separated by single
 * spaces. Returns the number of lines, at most `wanted`; -1 if a line is different. The text must be followed by 64
 * spaces.
 */
export function findDelimiters(from: usize, end: usize, wanted: i32, stride: i32): i32 {
  const spaces = i8x16.splat(<i8>SPACE);
  const newlines = i8x16.splat(<i8>NEWLINE);
  const needed = wanted * stride;
  let largest = i8x16.splat(0);
  let before: u64 = 1;
  let touching: u64 = 0;
  let lineCount: i32 = 0;
  let count: i32 = 0;
  let address = Positions.from(0);
  store<u32>(address, <u32>(from - 1));
  address += 4;
  let block = from;
  for (; block < end && count < needed; block += BLOCK) {
    const a = v128.load(block);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    const lineA = i8x16.eq(a, newlines);
    const lineB = i8x16.eq(b, newlines);
    const lineC = i8x16.eq(c, newlines);
    const lineD = i8x16.eq(d, newlines);
    // the rest is 0 for a space, below DELETE - SPACE for printable characters, and larger for all others
    const restA = v128.andnot(i8x16.sub(a, spaces), lineA);
    const restB = v128.andnot(i8x16.sub(b, spaces), lineB);
    const restC = v128.andnot(i8x16.sub(c, spaces), lineC);
    const restD = v128.andnot(i8x16.sub(d, spaces), lineD);
    largest = i8x16.max_u(largest, i8x16.max_u(i8x16.max_u(restA, restB), i8x16.max_u(restC, restD)));
    const zero = i8x16.splat(0);
    let delimiters = Block.mask(
      i8x16.eq(restA, zero),
      i8x16.eq(restB, zero),
      i8x16.eq(restC, zero),
      i8x16.eq(restD, zero),
    );
    if (end - block < BLOCK) delimiters &= ((<u64>1) << (<u64>(end - block))) - 1;
    touching |= delimiters & ((delimiters << 1) | before);
    before = delimiters >> 63;
    const found = <i32>popcnt(delimiters);
    lineCount += <i32>popcnt(Block.mask(lineA, lineB, lineC, lineD));
    const next = address + ((<usize>found) << 2);
    // a block mostly has eight delimiters: writing twelve without a branch is faster than writing the exact number
    for (let left = found; left > 0; left -= 12, address += 48) {
      store<u32>(address, <u32>block + <u32>ctz(delimiters));
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 4);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 8);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 12);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 16);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 20);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 24);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 28);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 32);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 36);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 40);
      delimiters &= delimiters - 1;
      store<u32>(address, <u32>block + <u32>ctz(delimiters), 44);
      delimiters &= delimiters - 1;
    }
    address = next;
    count += found;
  }
  // newlines after the last wanted line do not belong to this batch
  if (count > needed) {
    for (let at = Positions.at(needed) + 1; at < block; at++) if (load<u8>(at) === NEWLINE) lineCount--;
  }
  const rows = min(count / stride, wanted);
  if (touching !== 0 || v128.any_true(i8x16.ge_u(largest, i8x16.splat(<i8>(DELETE - <u8>SPACE))))) return -1;
  if (lineCount !== rows) return -1;
  for (let row = 1; row <= rows; row++) {
    if (load<u8>(Positions.at(row * stride)) !== NEWLINE) return -1;
  }
  if (rows > 0 && Positions.at(rows * stride) - from > <usize>MAX_LINE_BYTES && hasLongLine(rows, stride))
    return -1;
  linesEnd = rows > 0 ? Positions.at(rows * stride) + 1 : from;
  return rows;
}

function hasLongLine(rows: i32, stride: i32): bool {
  for (let row = 0; row < rows; row++) {
    if (Positions.at((row + 1) * stride) - Positions.at(row * stride) > <usize>MAX_LINE_BYTES + 1)
      return true;
  }
  return false;
}

/**
 * Finds the delimiters of the valid lines before the first invalid one. Returns the number of lines. `linesEnd` is
 * then the start of the next line.
 */
export function findValidLines(from: usize, end: usize, wanted: i32, stride: i32): i32 {
  let rows = 0;
  let index = 1;
  let previous = from - 1;
  linesEnd = from;
  Positions.set(0, previous);
  for (let at = from; at < end && rows < wanted; at++) {
    const byte = <u32>load<u8>(at);
    if (byte > SPACE) {
      if (byte >= <u32>DELETE) return rows;
      continue;
    }
    const isLast = index - rows * stride === stride;
    if (at === previous + 1 || byte !== (isLast ? NEWLINE : SPACE)) return rows;
    Positions.set(index++, at);
    previous = at;
    if (isLast) {
      if (at - linesEnd > <usize>MAX_LINE_BYTES) return rows;
      rows++;
      linesEnd = at + 1;
    }
  }
  return rows;
}
