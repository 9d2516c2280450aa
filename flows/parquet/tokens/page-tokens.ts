import type { ColumnType } from '../read/column-type';
import { nextValue, type PageParts } from '../read/page';
import { readDeltaWords } from './delta-words';
import { DictionaryTokens } from './dictionary-tokens';
import { NumberTokens } from './number-tokens';
import { RunCursor } from './run-cursor';
import { TextTokens } from './text-tokens';
import { TokenArena } from './token-arena';
import type { TokenFormat } from './token-format';
import type { FillTokens, TokenSlices } from './token-slices';
import type { TokenWorkspace } from './token-workspace';

const WORD_BYTES = 4;

/** Decodes the pages of one column to tokens. */
export class PageTokens {
  private cachedNumbers: NumberTokens | undefined;
  private readonly texts: TextTokens;
  private readonly others: TokenArena;

  constructor(
    private readonly type: ColumnType,
    private readonly format: TokenFormat,
    private readonly workspace: TokenWorkspace,
  ) {
    this.texts = new TextTokens(format.nullTexts);
    this.others = new TokenArena(format);
  }

  /** @throws Error if the page is damaged */
  decode(parts: PageParts, dictionary: DictionaryTokens | undefined): FillTokens {
    const { encoding, values, levels } = parts;
    const { present } = levels;
    if (present > 0 && encoding.endsWith('_DICTIONARY') && this.type.physical !== 'BOOLEAN') {
      if (!dictionary) throw new Error('values refer to a missing dictionary');
      return dictionary.reader(new RunCursor(values, values.byte(), present));
    }
    if (this.type.isWhole && this.format.hasPlainDigits) return this.wholeNumbers(parts) ?? this.other(parts);
    if (this.type.isText) return this.text(parts) ?? this.other(parts);
    return this.other(parts);
  }

  /**
   * Decodes a dictionary.
   *
   * @param slices reused for the tokens of a batch
   */
  dictionary(parts: PageParts, count: number, slices: TokenSlices): DictionaryTokens {
    const fill = this.decode(parts, undefined);
    return new DictionaryTokens(this.workspace, count, fill, this.type.isText, slices);
  }

  private wholeNumbers({ encoding, values, levels: { present } }: PageParts): FillTokens | undefined {
    const isLong = this.type.physical === 'INT64';
    let words: Int32Array;
    let wordsEach = 2;
    if (encoding === 'DELTA_BINARY_PACKED') {
      words = readDeltaWords(values, present);
      // differences of 32-bit numbers wrap around at 32 bits
      if (!isLong) for (let at = 0; at < words.length; at += 2) words[at + 1] = (words[at] as number) >> 31;
    } else if (encoding === 'PLAIN') {
      wordsEach = isLong ? 2 : 1;
      words = new Int32Array(present * wordsEach);
      new Uint8Array(words.buffer).set(values.take(present * wordsEach * WORD_BYTES));
    } else return undefined;
    this.cachedNumbers ??= new NumberTokens(this.workspace);
    const numbers = this.cachedNumbers;
    let at = 0;
    return (slices, count) => {
      numbers.fill(slices, words, wordsEach, at, count);
      at += count;
    };
  }

  private text({ encoding, values, levels: { present } }: PageParts): FillTokens | undefined {
    if (encoding === 'PLAIN') return (slices, count) => this.texts.plain(slices, values, count);
    if (encoding !== 'DELTA_LENGTH_BYTE_ARRAY') return undefined;
    const words = readDeltaWords(values, present);
    let at = 0;
    return (slices, count) => {
      this.texts.withLengths(slices, values, words, at, count);
      at += count;
    };
  }

  private other({ encoding, values, levels }: PageParts): FillTokens {
    const next = nextValue(encoding, values, this.type, undefined, levels.present);
    const { others } = this;
    return (slices, count) => {
      others.clear();
      for (let index = 0; index < count; index++) others.add(slices, index, next());
      slices.bytes = others.used;
      slices.base = undefined;
    };
  }
}
