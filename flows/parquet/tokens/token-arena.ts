import type { ParquetValue } from '../read/column-type';
import { NULL_TOKEN, type TokenFormat } from './token-format';
import { isPrintable, type Slices, unprintable } from './token-slices';

const FIRST_BYTES = 1024;

/** Tokens that are converted one by one, stored one after the other. */
export class TokenArena {
  private bytes = Buffer.alloc(FIRST_BYTES);
  private end = 0;

  constructor(private readonly format: TokenFormat) {}

  /** The bytes of all tokens, one after the other. */
  get used(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }

  /** Forgets all tokens. */
  clear(): void {
    this.end = 0;
  }

  /** Adds the token of a value as the slice of an index. */
  add({ starts, lengths }: Slices, index: number, value: ParquetValue): void {
    const token = this.format.tokenOf(value);
    if (token === NULL_TOKEN) {
      lengths[index] = 0;
      return;
    }
    const length = typeof token === 'string' ? Buffer.byteLength(token) : token.length;
    const start = this.end;
    this.reserve(length);
    if (typeof token === 'string') this.bytes.write(token, start);
    else this.bytes.set(token, start);
    this.end += length;
    starts[index] = start;
    lengths[index] = isPrintable(this.bytes, start, length) ? length : unprintable(length);
  }

  private reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const larger = Buffer.alloc(Math.max(this.end + length, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
