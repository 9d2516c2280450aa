import { BLOCK, Block } from './block';
import { reserve } from './memory';

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;

/** Bytes that one call searches at most. */
export const MAX_BYTES: usize = 8 * 1024;
/** Writers and readers may go this many positions past the last one. */
const SLACK: usize = 64;
const POSITIONS: usize = reserve((MAX_BYTES + SLACK) * 4);
const QUOTES: usize = reserve((MAX_BYTES + SLACK) * 4);

/** Positions of the quotes and commas in a piece of text. */
export class Marks {
  static quotes: i32 = 0;
  /** End of the text that was searched. */
  static end: usize = 0;
  /** Whether an unsupported byte follows: an escape, a control character or a byte that is not ASCII. */
  static isUnsupported: bool = false;

  /** The number of a quote among all marks. */
  @inline
  static quote(index: i32): i32 {
    return load<i32>(QUOTES + ((<usize>index) << 2));
  }

  /** Address of a mark. */
  @inline
  static address(mark: i32): usize {
    return <usize>load<u32>(POSITIONS + ((<usize>mark) << 2));
  }

  /** Address of the positions of a mark and those after it. */
  @inline
  static from(mark: i32): usize {
    return POSITIONS + ((<usize>mark) << 2);
  }
}

class Masks {
  /** Mask of the bytes that equal a character. */
  @inline
  static of(a: v128, b: v128, c: v128, d: v128, sign: v128): u64 {
    return Block.mask(i8x16.eq(a, sign), i8x16.eq(b, sign), i8x16.eq(c, sign), i8x16.eq(d, sign));
  }

  /** Number of marks before the first quote. */
  @inline
  static before(marks: u64, quotes: u64): i32 {
    return <i32>popcnt(marks & ((quotes & (0 - quotes)) - 1));
  }

  /** Mask of the unsupported bytes. As signed numbers, bytes that are not ASCII are negative. */
  @inline
  static unsupported(block: v128): v128 {
    return v128.or(i8x16.lt_s(block, i8x16.splat(SPACE)), i8x16.eq(block, i8x16.splat(BACKSLASH)));
  }
}

/** Finds the marks of a text up to its first unsupported byte. */
export function findMarks(from: usize, end: usize): void {
  const quoteSign = i8x16.splat(QUOTE);
  const commaSign = i8x16.splat(COMMA);
  let address = POSITIONS;
  let quoteAddress = QUOTES;
  let count: i32 = 0;
  Marks.isUnsupported = false;
  Marks.end = end;
  for (let block = from; block < end; block += BLOCK) {
    const a = v128.load(block);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    let quotes = Masks.of(a, b, c, d, quoteSign);
    let marks = quotes | Masks.of(a, b, c, d, commaSign);
    const unsupportedA = Masks.unsupported(a);
    const unsupportedB = Masks.unsupported(b);
    const unsupportedC = Masks.unsupported(c);
    const unsupportedD = Masks.unsupported(d);
    let stops = false;
    let inside = end - block < BLOCK ? ((<u64>1) << (<u64>(end - block))) - 1 : ~(<u64>0);
    if (v128.any_true(v128.or(v128.or(unsupportedA, unsupportedB), v128.or(unsupportedC, unsupportedD)))) {
      const unsupported = Block.mask(unsupportedA, unsupportedB, unsupportedC, unsupportedD) & inside;
      if (unsupported !== 0) {
        inside = (unsupported & (0 - unsupported)) - 1;
        Marks.isUnsupported = true;
        Marks.end = block + <usize>ctz(unsupported);
        stops = true;
      }
    }
    marks &= inside;
    quotes &= inside;
    const nextQuote = quoteAddress + ((<usize>popcnt(quotes)) << 2);
    // a block mostly has one or two quotes: writing four without a branch is faster than writing the exact number
    for (; quoteAddress < nextQuote; quoteAddress += 16) {
      store<i32>(quoteAddress, count + Masks.before(marks, quotes), 0);
      quotes &= quotes - 1;
      store<i32>(quoteAddress, count + Masks.before(marks, quotes), 4);
      quotes &= quotes - 1;
      store<i32>(quoteAddress, count + Masks.before(marks, quotes), 8);
      quotes &= quotes - 1;
      store<i32>(quoteAddress, count + Masks.before(marks, quotes), 12);
      quotes &= quotes - 1;
    }
    quoteAddress = nextQuote;
    const found = <i32>popcnt(marks);
    const next = address + ((<usize>found) << 2);
    // a block mostly has up to fourteen marks
    for (; address < next; address += 56) {
      store<u32>(address, <u32>block + <u32>ctz(marks), 0);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 4);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 8);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 12);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 16);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 20);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 24);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 28);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 32);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 36);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 40);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 44);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 48);
      marks &= marks - 1;
      store<u32>(address, <u32>block + <u32>ctz(marks), 52);
      marks &= marks - 1;
    }
    address = next;
    count += found;
    if (stops) break;
  }
  Marks.quotes = <i32>((quoteAddress - QUOTES) >> 2);
}
