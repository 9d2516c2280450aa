/** Bytes that one iteration examines. */
export const BLOCK: usize = 64;

/** Four vectors as one block of 64 bytes. */
export class Block {
  /** Combines the 16-bit masks of four vectors into one mask of 64 bits. */
  @inline
  static mask(a: v128, b: v128, c: v128, d: v128): u64 {
    const low = <u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16);
    const high = <u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16);
    return <u64>low | ((<u64>high) << 32);
  }
}
