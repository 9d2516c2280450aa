import { Stream } from './inflate-state';

/**
 * Takes whole bytes into the bit buffer until it holds 56 bits or the input ends. `Stream.bits` must be zero above
 * `Stream.bitCount`, and is so again.
 */
export function fillBits(inputEnd: usize): void {
  const bitCount = Stream.bitCount;
  const bytes = min((63 - bitCount) >> 3, <u64>(inputEnd - Stream.input));
  Stream.bits |= load<u64>(Stream.input) << bitCount;
  Stream.bitCount = bitCount + (bytes << 3);
  Stream.bits &= ((<u64>1) << Stream.bitCount) - 1;
  Stream.input += <usize>bytes;
}

/** Gives whole bytes back to the input. */
export function unreadBytes(): void {
  Stream.input -= <usize>(Stream.bitCount >> 3);
  Stream.bitCount &= 7;
  Stream.bits &= ((<u64>1) << Stream.bitCount) - 1;
}

/** Takes bits that are there. */
export function takeBits(count: u64): u32 {
  const taken = <u32>(Stream.bits & (((<u64>1) << count) - 1));
  Stream.bits >>= count;
  Stream.bitCount -= count;
  return taken;
}
