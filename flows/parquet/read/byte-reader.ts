/** Reads bytes one after the other, and fails where they run out instead of making something up. */
export class ByteReader {
  readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    /** Next byte to read. */
    public at = 0,
    /** First byte that is no longer to be read. */
    readonly end = bytes.length,
  ) {
    if (at > end) throw new Error(`a length of ${end - at}`);
    if (end > bytes.length) throw new RunsOut(end - bytes.length);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.bytes[this.skip(1)] as number;
  }

  /** Passes over bytes, and tells where they began. */
  skip(length: number): number {
    const { at } = this;
    if (!(length >= 0)) throw new Error(`a length of ${length}`);
    if (length > this.end - at) throw new RunsOut(length - (this.end - at));
    this.at += length;
    return at;
  }

  take(length: number): Uint8Array {
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  /** A number of up to 64 bits in groups of seven; inexact above 2^53, which no length can be. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number of more than 64 bits');
  }

  /** A signed number of 64 bits, as zigzag in groups of seven bits. */
  zigzag(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < MAX_VARINT_BITS; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new Error('a number of more than 64 bits');
  }
}

/** There are fewer bytes than there should be. */
export class RunsOut extends Error {
  constructor(missing: number) {
    super(`${missing} more bytes are needed than there are`);
  }
}

const MAX_VARINT_BITS = 70;
