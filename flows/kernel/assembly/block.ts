/** Bytes that are looked at together. */
export const BLOCK: usize = 64;

/** Four vectors as one block of 64 bytes. */
export class Block {
  /** Their masks of sixteen bytes each, as one of 64. */
  @inline
  static mask(a: v128, b: v128, c: v128, d: v128): u64 {
    const low = <u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16);
    const high = <u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16);
    return <u64>low | ((<u64>high) << 32);
  }
}
