import { BLOCK, Block } from './block';
import { reserve } from './memory';

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;

/** So much is looked through at once. */
export const MAX_BYTES: usize = 8 * 1024;
/** A few are written past the last one, and read past it. */
const SLACK: usize = 64;
const PLACES: usize = reserve((MAX_BYTES + SLACK) * 4);
const QUOTES: usize = reserve((MAX_BYTES + SLACK) * 4);

/** Where the quotes and commas of a piece of text are. */
export class Marks {
  static quotes: i32 = 0;
  /** The end of what was looked through. */
  static end: usize = 0;
  /** Whether it ends there since something unusual follows: an escape, a control character, or what is no ASCII. */
  static isUnsupported: bool = false;

  /** Which mark a quote is, quotes and commas counted together. */
  @inline
  static quote(index: i32): i32 {
    return load<i32>(QUOTES + ((<usize>index) << 2));
  }

  /** Where a mark is. */
  @inline
  static place(mark: i32): usize {
    return <usize>load<u32>(PLACES + ((<usize>mark) << 2));
  }

  /** Where the places of this mark and those after it are written. */
  @inline
  static from(mark: i32): usize {
    return PLACES + ((<usize>mark) << 2);
  }
}

class Found {
  /** Bytes of a sign. */
  @inline
  static of(a: v128, b: v128, c: v128, d: v128, sign: v128): u64 {
    return Block.mask(i8x16.eq(a, sign), i8x16.eq(b, sign), i8x16.eq(c, sign), i8x16.eq(d, sign));
  }

  /** How many marks there are before the first quote. */
  @inline
  static before(marks: u64, quotes: u64): i32 {
    return <i32>popcnt(marks & ((quotes & (0 - quotes)) - 1));
  }

  /** Which bytes are unusual; read as signed, those that are no ASCII are below all others. */
  @inline
  static unsupported(block: v128): v128 {
    return v128.or(i8x16.lt_s(block, i8x16.splat(SPACE)), i8x16.eq(block, i8x16.splat(BACKSLASH)));
  }
}

/** Finds the marks of text, up to what is unusual in it. */
export function findMarks(from: usize, end: usize): void {
  const quoteSign = i8x16.splat(QUOTE);
  const commaSign = i8x16.splat(COMMA);
  let place = PLACES;
  let quotePlace = QUOTES;
  let count: i32 = 0;
  Marks.isUnsupported = false;
  Marks.end = end;
  for (let block = from; block < end; block += BLOCK) {
    const a = v128.load(block);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    let quotes = Found.of(a, b, c, d, quoteSign);
    let marks = quotes | Found.of(a, b, c, d, commaSign);
    const unsupportedA = Found.unsupported(a);
    const unsupportedB = Found.unsupported(b);
    const unsupportedC = Found.unsupported(c);
    const unsupportedD = Found.unsupported(d);
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
    const nextQuote = quotePlace + ((<usize>popcnt(quotes)) << 2);
    // mostly one or two: four without asking are faster than as many as there are
    for (; quotePlace < nextQuote; quotePlace += 16) {
      store<i32>(quotePlace, count + Found.before(marks, quotes), 0);
      quotes &= quotes - 1;
      store<i32>(quotePlace, count + Found.before(marks, quotes), 4);
      quotes &= quotes - 1;
      store<i32>(quotePlace, count + Found.before(marks, quotes), 8);
      quotes &= quotes - 1;
      store<i32>(quotePlace, count + Found.before(marks, quotes), 12);
      quotes &= quotes - 1;
    }
    quotePlace = nextQuote;
    const found = <i32>popcnt(marks);
    const next = place + ((<usize>found) << 2);
    // mostly up to fourteen
    for (; place < next; place += 56) {
      store<u32>(place, <u32>block + <u32>ctz(marks), 0);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 4);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 8);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 12);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 16);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 20);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 24);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 28);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 32);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 36);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 40);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 44);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 48);
      marks &= marks - 1;
      store<u32>(place, <u32>block + <u32>ctz(marks), 52);
      marks &= marks - 1;
    }
    place = next;
    count += found;
    if (stops) break;
  }
  Marks.quotes = <i32>((quotePlace - QUOTES) >> 2);
}
