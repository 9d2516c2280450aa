import { putVarint } from './levels';

/** Rows of one value after each other that are worth a run of their own. */
const WORTH_A_RUN: i32 = 32;

/** Codes in Parquet's hybrid of runs and bits. */
export class Bits {
  /** Eight codes of 16 bits, each in so many bits. Writes sixteen bytes, of which the first `width` count. */
  @inline
  static pack(codes: usize, width: u64, target: usize): void {
    const low = Bits.four(load<u64>(codes), width);
    const high = Bits.four(load<u64>(codes, 8), width);
    const half = width << 2;
    if (half === 64) {
      store<u64>(target, low);
      store<u64>(target, high, 8);
    } else {
      store<u64>(target, low | (high << half));
      // shifted twice, since a shift by 64 would be one by 0
      store<u64>(target, (high >> 1) >> (63 - half), 8);
    }
  }

  @inline
  static four(codes: u64, width: u64): u64 {
    const pairs = (codes & 0x0000ffff0000ffff) | ((codes & 0xffff0000ffff0000) >> (16 - width));
    return (pairs & 0xffffffff) | ((pairs >> 32) << (width << 1));
  }
}

/**
 * Writes codes of `width` bits: long repetitions as runs, all others bit by bit. At least 16 bytes of zeros must follow
 * the codes. Returns where they end.
 */
export function putRuns(codes: usize, count: i32, width: i32, target: usize): usize {
  let place = target;
  let pending = 0;
  let at = 0;
  while (at + 8 <= count) {
    const group = v128.load(codes + ((<usize>at) << 1));
    const value = load<u16>(codes + ((<usize>at) << 1));
    const all = i16x8.splat(value);
    if (v128.any_true(v128.xor(group, all))) {
      at += 8;
      continue;
    }
    let end = at + 8;
    while (end + 8 <= count && !v128.any_true(v128.xor(v128.load(codes + ((<usize>end) << 1)), all)))
      end += 8;
    while (end < count && load<u16>(codes + ((<usize>end) << 1)) === value) end++;
    if (end - at < WORTH_A_RUN) {
      at += (end - at) & ~7;
      continue;
    }
    place = putBits(codes, pending, at, width, place);
    place = putRun(value, end - at, width, place);
    at = end;
    pending = end;
  }
  return putBits(codes, pending, count, width, place);
}

/** One code, so many times. */
export function putRun(value: u16, count: i32, width: i32, target: usize): usize {
  const place = putVarint(target, (<u64>count) << 1);
  store<u16>(place, value);
  return place + <usize>((width + 7) >> 3);
}

/** Codes bit by bit, in groups of eight: only the last group of all may have fewer, and zeros after them. */
function putBits(codes: usize, from: i32, to: i32, width: i32, target: usize): usize {
  if (from === to) return target;
  const groups = (to - from + 7) >> 3;
  let place = putVarint(target, ((<u64>groups) << 1) | 1);
  let source = codes + ((<usize>from) << 1);
  for (let group = 0; group < groups; group++, source += 16, place += <usize>width) {
    Bits.pack(source, <u64>width, place);
  }
  return place;
}
