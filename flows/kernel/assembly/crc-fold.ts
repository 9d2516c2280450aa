import { reserve } from './memory';

/**
 * Reduces the CRC-32 of many bytes to that of few. In the arithmetic of CRC-32, with bits in reflected order,
 *
 *     x^(128 * 300) = x^(128 * 155) + x^(128 * 117) + x^(128 * 89) + 1   modulo the polynomial 0xedb88320.
 *
 * So each block of 16 bytes can be added to the blocks 145, 183, 211 and 300 positions later and then be dropped. The
 * last 4,800 bytes remain, and their CRC is that of all bytes. Four exclusive-or operations per block are much faster
 * than a lookup table. A test verifies the relation.
 */
const NEAR: usize = 145 << 4;
const MIDDLE: usize = 183 << 4;
const FAR: usize = 211 << 4;
const WINDOW: usize = 300 << 4;
/** Bytes that are summed at once. They fit into the first-level cache. */
const BLOCK: usize = 1024 << 4;
const SHORT: usize = 3 * WINDOW;

const SUMS: usize = reserve(WINDOW + max(BLOCK, WINDOW));
const LEFT: usize = reserve(WINDOW + 16);

let leftLength: i32 = 0;

/** Number of bytes that remain. */
export function foldedLength(): i32 {
  return leftLength;
}

/**
 * Folds bytes that follow others, whose CRC is in `register`. Returns the address of the remaining bytes: their CRC,
 * computed from a register of 0, is the CRC of all bytes. Returns 0 if there are too few bytes to fold.
 */
export function foldCrc(from: usize, length: usize, register: u32): usize {
  if (length < SHORT) return 0;
  memory.fill(SUMS, 0, WINDOW);
  const steps = length & ~15;
  const last = from + steps - WINDOW;
  let at = from;
  let before = i32x4.replace_lane(i32x4.splat(0), 0, <i32>register);
  while (at < last) {
    const end = min(at + BLOCK, last);
    let sum = SUMS + WINDOW;
    for (; at < end; at += 16, sum += 16) {
      store<v128>(sum, v128.xor(v128.xor(v128.load(at), before), Taps.at(sum)));
      before = i32x4.splat(0);
    }
    memory.copy(SUMS, sum - WINDOW, WINDOW);
  }
  // sums of the last bytes are not carried further
  memory.fill(SUMS + WINDOW, 0, WINDOW);
  for (let offset: usize = 0; offset < WINDOW; offset += 16) {
    store<v128>(LEFT + offset, v128.xor(v128.load(at + offset), Taps.at(SUMS + WINDOW + offset)));
  }
  memory.copy(LEFT + WINDOW, from + steps, length - steps);
  leftLength = <i32>(WINDOW + length - steps);
  return LEFT;
}

class Taps {
  @inline
  static at(sum: usize): v128 {
    const near = v128.xor(v128.load(sum - NEAR), v128.load(sum - MIDDLE));
    return v128.xor(near, v128.xor(v128.load(sum - FAR), v128.load(sum - WINDOW)));
  }
}
