import { reserve } from './memory';

/**
 * CRC-32 of many bytes from that of few. In the arithmetic of CRC-32, where x is shifted out first,
 *
 *     x^(128 * 300) = x^(128 * 155) + x^(128 * 117) + x^(128 * 89) + 1   modulo the polynomial 0xedb88320.
 *
 * So sixteen bytes can be added to those that lie 145, 183, 211 and 300 times sixteen bytes further, and be forgotten: what
 * is left of any number of bytes are the last 4,800, and those have the same CRC. Four exclusive ors a step are much
 * faster than a table. (A test looks for the relation again.)
 */
const NEAR: usize = 145 << 4;
const MIDDLE: usize = 183 << 4;
const FAR: usize = 211 << 4;
const WINDOW: usize = 300 << 4;
/** What is added up at once: it stays in the first cache. */
const BLOCK: usize = 1024 << 4;
const SHORT: usize = 3 * WINDOW;

const SUMS: usize = reserve(WINDOW + max(BLOCK, WINDOW));
const LEFT: usize = reserve(WINDOW + 16);

let leftLength: i32 = 0;

/** Length of what is left. */
export function foldedLength(): i32 {
  return leftLength;
}

/**
 * Folds bytes, after others whose CRC is in a register. Returns the place of what is left: its CRC, from a register of
 * zeros, is that of all; 0 if there are too few to fold.
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
  // nothing of the last bytes goes further
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
