import type { ByteReader } from '../read/byte-reader';
import { MAX_UNPACKED_BITS, type TokenWorkspace } from './token-workspace';

const MAX_INDEX_BITS = 32;

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

  /**
   * Reads the next numbers into those of the workspace.
   *
   * @throws Error if bytes are missing
   */
  read(workspace: TokenWorkspace, count: number): void {
    const { numbers } = workspace;
    if (this.bits === 0) {
      numbers.fill(0, 0, count);
      return;
    }
    for (let at = 0; at < count; ) {
      if (this.left === 0) this.begin();
      const taken = Math.min(this.left, count - at);
      if (!this.isPacked) numbers.fill(this.repeated, at, at + taken);
      else {
        this.unpack(workspace, at, taken);
        this.bitAt += taken * this.bits;
      }
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
      this.repeated = unpackBits(bytes, 0, bytes.length * 8);
      return;
    }
    const groups = (head - 1) / 2;
    this.left = Math.min(groups * 8, this.missing);
    const start = reader.skip(Math.ceil((this.left * bits) / 8));
    this.bitAt = start * 8;
    // the last group can be incomplete
    reader.skip(Math.min(groups * bits - (reader.at - start), reader.end - reader.at));
  }

  private unpack(workspace: TokenWorkspace, first: number, count: number): void {
    const { bits, bitAt } = this;
    const { bytes } = this.reader;
    if (bits <= MAX_UNPACKED_BITS) workspace.unpack(bytes, bitAt, bits, first, count);
    else {
      for (let index = 0; index < count; index++)
        workspace.numbers[first + index] = unpackBits(bytes, bitAt + index * bits, bits);
    }
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
