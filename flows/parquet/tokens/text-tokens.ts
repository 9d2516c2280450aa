import type { ByteReader } from '../read/byte-reader';
import { NULL_TOKEN } from './token-format';
import { isPrintable, type Slices, type TokenSlices, unprintable } from './token-slices';

const DASH = NULL_TOKEN.charCodeAt(0);

/** Finds the tokens of texts in the bytes of a page, without copying them. */
export class TextTokens {
  private readonly nullLengths: ReadonlySet<number>;

  constructor(private readonly nullTexts: ReadonlySet<string>) {
    this.nullLengths = new Set([...nullTexts].map(({ length }) => length));
  }

  /** Each text follows its length. */
  plain(slices: TokenSlices, reader: ByteReader, count: number): void {
    const { bytes, view } = reader;
    slices.bytes = bytes;
    slices.base = undefined;
    for (let index = 0; index < count; index++) {
      const length = view.getUint32(reader.skip(4), true);
      this.add(slices, index, bytes, reader.skip(length), length);
    }
  }

  /** The lengths of all texts precede the texts. */
  withLengths(slices: TokenSlices, reader: ByteReader, words: Int32Array, from: number, count: number): void {
    const { bytes } = reader;
    slices.bytes = bytes;
    slices.base = undefined;
    for (let index = 0; index < count; index++) {
      const low = words[(from + index) * 2] as number;
      if (low < 0 || words[(from + index) * 2 + 1] !== 0) throw new Error('a length is not valid');
      this.add(slices, index, bytes, reader.skip(low), low);
    }
  }

  private add(
    { starts, lengths }: Slices,
    index: number,
    bytes: Uint8Array,
    start: number,
    length: number,
  ): void {
    starts[index] = start;
    if (length === 0 || (length === 1 && bytes[start] === DASH) || this.isNullText(bytes, start, length)) {
      lengths[index] = 0;
    } else lengths[index] = isPrintable(bytes, start, length) ? length : unprintable(length);
  }

  private isNullText(bytes: Uint8Array, start: number, length: number): boolean {
    if (!this.nullLengths.has(length)) return false;
    return this.nullTexts.has(Buffer.from(bytes.subarray(start, start + length)).toString('latin1'));
  }
}
