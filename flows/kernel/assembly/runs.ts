import { putVarint } from './levels';

/** Minimum length of a run of equal codes. */
const WORTH_A_RUN: i32 = 32;

/** Codes in the RLE and bit-packing hybrid encoding of the Parquet format. */
export class Bits {
  /** Packs eight 16-bit codes into `width` bits each. Writes 16 bytes, of which the first `width` are used. */
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
      // two shifts, because a shift by 64 would be a shift by 0
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
 * Writes codes of `width` bits: long repetitions as runs, all others bit-packed. At least 16 zero bytes must follow
 * the codes. Returns the address after them.
 */
export function putRuns(codes: usize, count: i32, width: i32, target: usize): usize {
  let address = target;
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
    address = putBits(codes, pending, at, width, address);
    address = putRun(value, end - at, width, address);
    at = end;
    pending = end;
  }
  return putBits(codes, pending, count, width, address);
}

/** Writes a run of one code. */
export function putRun(value: u16, count: i32, width: i32, target: usize): usize {
  const address = putVarint(target, (<u64>count) << 1);
  store<u16>(address, value);
  return address + <usize>((width + 7) >> 3);
}

/** Writes bit-packed codes in groups of eight. Only the last group may be incomplete; zeros must follow it. */
function putBits(codes: usize, from: i32, to: i32, width: i32, target: usize): usize {
  if (from === to) return target;
  const groups = (to - from + 7) >> 3;
  let address = putVarint(target, ((<u64>groups) << 1) | 1);
  let source = codes + ((<usize>from) << 1);
  for (let group = 0; group < groups; group++, source += 16, address += <usize>width) {
    Bits.pack(source, <u64>width, address);
  }
  return address;
}
