import type { BitReader } from './bzip2-bits';

/** A canonical Huffman code. */
export class HuffmanTable {
  private readonly minLength: number;
  private readonly maxLength: number;
  /** Largest code of each length, and what a code of the length exceeds the position of its symbol by. */
  private readonly limits: Int32Array;
  private readonly offsets: Int32Array;
  private readonly symbols: Uint16Array;

  /** @param lengths number of bits of each symbol, at least 1 */
  constructor(lengths: Uint8Array) {
    this.minLength = Math.min(...lengths);
    this.maxLength = Math.max(...lengths);
    this.limits = new Int32Array(this.maxLength + 1);
    this.offsets = new Int32Array(this.maxLength + 1);
    this.symbols = new Uint16Array(lengths.length);
    let code = 0;
    let position = 0;
    for (let length = this.minLength; length <= this.maxLength; length++) {
      this.offsets[length] = code - position;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        this.symbols[position++] = symbol;
        code++;
      }
      this.limits[length] = code - 1;
      code *= 2;
    }
  }

  /**
   * Reads the next symbol.
   *
   * @throws RangeError if the bits are no code
   */
  next(bits: BitReader): number {
    let code = bits.read(this.minLength);
    for (let length = this.minLength; length <= this.maxLength; length++) {
      if (code <= (this.limits[length] as number)) {
        const symbol = this.symbols[code - (this.offsets[length] as number)];
        if (symbol === undefined) break;
        return symbol;
      }
      if (length < this.maxLength) code = code * 2 + bits.read(1);
    }
    throw new RangeError('invalid code');
  }
}
