/** Reads consecutive bytes, and throws if there are not enough. */
export class ByteReader {
  readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    /** Offset of the next byte. */
    public at = 0,
    /** Offset after the last byte. */
    readonly end = bytes.length,
  ) {
    if (at > end) throw new Error(`a length of ${end - at} bytes is negative`);
    if (end > bytes.length) throw new OutOfBytes(end - bytes.length);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.bytes[this.skip(1)] as number;
  }

  /** Skips bytes and returns the offset of the first one. */
  skip(length: number): number {
    const { at } = this;
    if (!(length >= 0)) throw new Error(`${length} is not a valid length`);
    if (length > this.end - at) throw new OutOfBytes(length - (this.end - at));
    this.at += length;
    return at;
  }

  take(length: number): Uint8Array {
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Reads a number of up to 64 bits in groups of seven bits. It is inexact above 2^53, which no length exceeds. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number has more than 64 bits');
  }

  /** Reads a signed number of 64 bits: zigzag, in groups of seven bits. */
  zigzag(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < MAX_VARINT_BITS; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new Error('a number has more than 64 bits');
  }
}

/** Error: a value needs more bytes than there are. */
export class OutOfBytes extends Error {
  constructor(missing: number) {
    super(`${missing} bytes are missing`);
  }
}

const MAX_VARINT_BITS = 70;
