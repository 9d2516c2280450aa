/** Reads bits, the highest one of each byte first. */
export class BitReader {
  private bits = 0;
  private count = 0;

  /** @param position offset of the next byte */
  constructor(
    private readonly bytes: Uint8Array,
    private position = 0,
  ) {}

  /** Offset of the byte after those that were read completely or in part. */
  get offset(): number {
    return this.position;
  }

  /** Number of bits of the byte before the offset that are not read. */
  get unread(): number {
    return this.count;
  }

  /**
   * Reads 1 to 24 bits as a number.
   *
   * @throws RangeError if the bytes end before
   */
  read(length: number): number {
    while (this.count < length) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) throw new RangeError('unexpected end of file');
      this.bits = (this.bits << 8) | byte;
      this.count += 8;
    }
    this.count -= length;
    const value = this.bits >>> this.count;
    this.bits &= (1 << this.count) - 1;
    return value;
  }

  /** Reads 32 bits as an unsigned number. */
  read32(): number {
    return this.read(16) * 0x10000 + this.read(16);
  }

  /** Skips the rest of a byte that was read in part. */
  align(): void {
    this.count = 0;
    this.bits = 0;
  }
}
