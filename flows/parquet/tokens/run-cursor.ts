import type { ByteReader } from '../read/byte-reader';

const MAX_INDEX_BITS = 32;
/** Numbers of up to 25 bits are within four bytes, whatever the bit they start at. */
const MAX_WINDOW_BITS = 25;

/**
 * Reads runs of small numbers piece by piece: repeated numbers, or numbers packed in a number of bits.
 *
 * Source: Apache Parquet, "Encodings": Run Length Encoding / Bit-Packing Hybrid.
 */
export class RunCursor {
  /** Numbers left in the current run. */
  private left = 0;
  private repeated = 0;
  private isPacked = false;
  /** Position of the next packed number, in bits. */
  private bitAt = 0;

  /** @param missing number of values in all runs */
  constructor(
    private readonly reader: ByteReader,
    private readonly bits: number,
    private missing: number,
  ) {
    if (bits > MAX_INDEX_BITS) throw new Error(`numbers have ${bits} bits, more than ${MAX_INDEX_BITS}`);
  }

  /** @throws Error if bytes are missing */
  read(values: Int32Array, count: number): void {
    if (this.bits === 0) {
      values.fill(0, 0, count);
      return;
    }
    for (let at = 0; at < count; ) {
      if (this.left === 0) this.begin();
      const taken = Math.min(this.left, count - at);
      if (this.isPacked) this.unpack(values, at, taken);
      else values.fill(this.repeated, at, at + taken);
      at += taken;
      this.left -= taken;
      this.missing -= taken;
    }
  }

  private begin(): void {
    const { reader, bits } = this;
    const head = reader.varint();
    this.isPacked = head % 2 === 1;
    if (!this.isPacked) {
      this.left = Math.min(head / 2, this.missing);
      const bytes = reader.take(Math.ceil(bits / 8));
      this.repeated = 0;
      for (let index = bytes.length - 1; index >= 0; index--)
        this.repeated = (this.repeated << 8) | (bytes[index] as number);
      return;
    }
    const groups = (head - 1) / 2;
    this.left = Math.min(groups * 8, this.missing);
    const start = reader.skip(Math.ceil((this.left * bits) / 8));
    this.bitAt = start * 8;
    // the last group can be incomplete
    reader.skip(Math.min(groups * bits - (reader.at - start), reader.end - reader.at));
  }

  private unpack(values: Int32Array, from: number, count: number): void {
    const { bits } = this;
    const { bytes } = this.reader;
    const mask = bits >= MAX_INDEX_BITS ? -1 : 2 ** bits - 1;
    const lastWindow = bytes.length - 4;
    let { bitAt } = this;
    for (let index = from; index < from + count; index++) {
      const at = Math.floor(bitAt / 8);
      if (bits <= MAX_WINDOW_BITS && at <= lastWindow) {
        const window =
          (bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24);
        values[index] = (window >>> (bitAt & 7)) & mask;
      } else values[index] = unpackBits(bytes, bitAt, bits);
      bitAt += bits;
    }
    this.bitAt = bitAt;
  }
}

/** Returns a number of up to 32 bits, least significant bit first, at a position in bits. */
export function unpackBits(bytes: Uint8Array, bitAt: number, bits: number): number {
  let value = 0;
  for (let got = 0; got < bits; ) {
    const offset = (bitAt + got) % 8;
    const taken = Math.min(8 - offset, bits - got);
    const byte = bytes[(bitAt + got - offset) / 8] as number;
    value |= ((byte >>> offset) & ((1 << taken) - 1)) << got;
    got += taken;
  }
  return value;
}
