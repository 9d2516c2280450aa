import { InflateState } from './inflate-state';

/**
 * Moves whole bytes of the input into the bit buffer until it has at least 56 bits or the input ends. Bits of
 * `InflateState.bits` above `InflateState.bitCount` must be 0 before the call and are 0 after it.
 */
export function fillBits(inputEnd: usize): void {
  const bitCount = InflateState.bitCount;
  const bytes = min((63 - bitCount) >> 3, <u64>(inputEnd - InflateState.input));
  InflateState.bits |= load<u64>(InflateState.input) << bitCount;
  InflateState.bitCount = bitCount + (bytes << 3);
  InflateState.bits &= ((<u64>1) << InflateState.bitCount) - 1;
  InflateState.input += <usize>bytes;
}

/** Returns the whole bytes of the bit buffer to the input. */
export function unreadBytes(): void {
  InflateState.input -= <usize>(InflateState.bitCount >> 3);
  InflateState.bitCount &= 7;
  InflateState.bits &= ((<u64>1) << InflateState.bitCount) - 1;
}

/** Removes bits from the buffer and returns them. The buffer must have that many. */
export function takeBits(count: u64): u32 {
  const taken = <u32>(InflateState.bits & (((<u64>1) << count) - 1));
  InflateState.bits >>= count;
  InflateState.bitCount -= count;
  return taken;
}
