import { BATCH_ROWS, type TokenSlices } from './token-slices';

const WORD = 2 ** 32;
/** Numbers below have a token in the table of digits. */
const TABLE_SIZE = 10_000;
const TABLE_DIGITS = 4;
/** Longest whole number of 64 bits, with its sign. */
const MAX_DIGITS = 20;
/** High words of numbers that a double contains exactly. */
const MAX_SAFE_HIGH = 2 ** 21;

/** The digits of all numbers below 10,000, each with leading zeros. */
const TABLE = Buffer.from(
  Array.from({ length: TABLE_SIZE }, (_, number) => String(number).padStart(TABLE_DIGITS, '0')).join(''),
  'latin1',
);

/** Converts whole numbers to their digits. */
export class NumberTokens {
  /** The table, followed by the digits of the current batch. */
  private readonly bytes = new Uint8Array(TABLE.length + BATCH_ROWS * MAX_DIGITS);
  private at = 0;

  constructor() {
    this.bytes.set(TABLE);
  }

  /**
   * Fills in the tokens of numbers.
   *
   * @param words numbers of one or two words, the lower one first
   */
  fill(slices: TokenSlices, words: Int32Array, wordsEach: number, from: number, count: number): void {
    this.at = TABLE.length;
    slices.bytes = this.bytes;
    for (let index = 0; index < count; index++) {
      const at = (from + index) * wordsEach;
      const low = words[at] as number;
      const high = wordsEach === 1 ? low >> 31 : (words[at + 1] as number);
      if (high === 0 && low >= 0 && low < TABLE_SIZE) this.inTable(slices, index, low);
      else if (high >= 0 && high < MAX_SAFE_HIGH) this.number(slices, index, high * WORD + (low >>> 0));
      else this.text(slices, index, String((BigInt(high) << 32n) | BigInt(low >>> 0)));
    }
  }

  private inTable({ starts, lengths }: TokenSlices, index: number, value: number): void {
    const digits = value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
    starts[index] = value * TABLE_DIGITS + TABLE_DIGITS - digits;
    lengths[index] = digits;
  }

  /** Writes the digits of a number of at least one digit, four digits at once, from the last to the first. */
  private number({ starts, lengths }: TokenSlices, index: number, value: number): void {
    const { bytes } = this;
    let rest = value;
    const end = this.at + MAX_DIGITS;
    this.at = end;
    let at = end;
    while (rest >= TABLE_SIZE) {
      const higher = Math.floor(rest / TABLE_SIZE);
      const four = (rest - higher * TABLE_SIZE) * TABLE_DIGITS;
      at -= TABLE_DIGITS;
      bytes[at] = bytes[four] as number;
      bytes[at + 1] = bytes[four + 1] as number;
      bytes[at + 2] = bytes[four + 2] as number;
      bytes[at + 3] = bytes[four + 3] as number;
      rest = higher;
    }
    const digits = rest < 100 ? (rest < 10 ? 1 : 2) : rest < 1000 ? 3 : 4;
    const first = rest * TABLE_DIGITS + TABLE_DIGITS;
    for (let digit = 1; digit <= digits; digit++) bytes[at - digit] = bytes[first - digit] as number;
    at -= digits;
    starts[index] = at;
    lengths[index] = end - at;
  }

  private text({ starts, lengths }: TokenSlices, index: number, text: string): void {
    const { bytes } = this;
    starts[index] = this.at;
    lengths[index] = text.length;
    for (let digit = 0; digit < text.length; digit++) bytes[this.at++] = text.charCodeAt(digit);
  }
}
