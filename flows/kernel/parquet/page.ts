import type { Kernel } from '../kernel';

/** Bytes of a 64-bit value. */
const LONG = 8;

/**
 * The values of one column of a row group, as the kernel encodes them: where they are in its memory. See
 * `assembly/page.ts`. All of it is gone when the next column is encoded.
 */
export class EncodedColumn {
  private place = 0;

  constructor(private readonly kernel: Kernel) {}

  /** Encodes a column of the kernel. */
  encode(column: number, deltas: boolean): void {
    this.place = this.kernel.run.encode(column, Number(deltas));
  }

  get dictionary(): number {
    return this.word(0);
  }

  get dictionaryLength(): number {
    return this.word(1);
  }

  get dictionaryCount(): number {
    return this.word(2);
  }

  get data(): number {
    return this.word(3);
  }

  get dataLength(): number {
    return this.word(4);
  }

  get nulls(): number {
    return this.word(5);
  }

  /** Smallest text; undefined if there is none. */
  get minText(): Uint8Array | undefined {
    return this.text(6);
  }

  get maxText(): Uint8Array | undefined {
    return this.text(8);
  }

  /** Smallest number, as a file has it. */
  minNumber(width: number): Uint8Array {
    return this.kernel.bytes.subarray(this.place + 40, this.place + 40 + width);
  }

  maxNumber(width: number): Uint8Array {
    return this.kernel.bytes.subarray(this.place + 48, this.place + 48 + width);
  }

  /** Sum of all values, however large. */
  get sum(): bigint {
    return BigInt.asUintN(64, this.long(56)) + (BigInt.asUintN(64, this.long(64)) << 32n);
  }

  private text(index: number): Uint8Array | undefined {
    const place = this.word(index);
    return place === 0 ? undefined : this.kernel.bytes.subarray(place, place + this.word(index + 1));
  }

  private word(index: number): number {
    return this.kernel.words[(this.place >> 2) + index] as number;
  }

  private long(offset: number): bigint {
    return this.kernel.longs[(this.place + offset) / LONG] as bigint;
  }
}
