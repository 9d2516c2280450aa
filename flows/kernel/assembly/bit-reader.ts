import { InflateState } from './inflate-state';

/**
 * Takes whole bytes into the bit buffer until it holds 56 bits or the input ends. `InflateState.bits` must be zero above
 * `InflateState.bitCount`, and is so again.
 */
export function fillBits(inputEnd: usize): void {
  const bitCount = InflateState.bitCount;
  const bytes = min((63 - bitCount) >> 3, <u64>(inputEnd - InflateState.input));
  InflateState.bits |= load<u64>(InflateState.input) << bitCount;
  InflateState.bitCount = bitCount + (bytes << 3);
  InflateState.bits &= ((<u64>1) << InflateState.bitCount) - 1;
  InflateState.input += <usize>bytes;
}

/** Gives whole bytes back to the input. */
export function unreadBytes(): void {
  InflateState.input -= <usize>(InflateState.bitCount >> 3);
  InflateState.bitCount &= 7;
  InflateState.bits &= ((<u64>1) << InflateState.bitCount) - 1;
}

/** Takes bits that are there. */
export function takeBits(count: u64): u32 {
  const taken = <u32>(InflateState.bits & (((<u64>1) << count) - 1));
  InflateState.bits >>= count;
  InflateState.bitCount -= count;
  return taken;
}
