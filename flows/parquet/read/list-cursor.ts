import type { RandomAccess } from '../../input/spooled-file';
import { ChunkPages, type ColumnChunk } from './chunk-pages';
import type { ParquetValue } from './column-type';
import { readRuns } from './encodings';
import { type NextValue, nextValue, readDictionary, splitPage } from './page';

/** Bytes that an element counts as at least. */
const ELEMENT_BYTES = 2;

/**
 * Iterates over the lists of one repeated column in one row group. It holds one page in memory.
 *
 * Source: Apache Parquet, "Nested Encoding".
 */
export class ListCursor {
  private readonly pages: ChunkPages;
  private dictionary: readonly ParquetValue[] | undefined;
  private repetitions: Uint8Array = new Uint8Array(0);
  private definitions: Uint8Array = new Uint8Array(0);
  private nextInPage: NextValue = () => null;
  private at = 0;
  /** Values that are in pages not read yet. */
  private missing: number;

  constructor(
    private readonly file: RandomAccess,
    private readonly chunk: ColumnChunk,
    spend: (bytes: number) => void,
    /** Receives the size of each element. Throws if a limit is exceeded. */
    private readonly spendText: (bytes: number) => void,
  ) {
    if (chunk.maxRepetition !== 1) throw new Error('lists of lists are not supported');
    this.pages = new ChunkPages(this.file, chunk, spend);
    this.missing = chunk.values;
  }

  /** @throws Error if the values are damaged or incomplete */
  next(): ParquetValue[] {
    const { maxDefinition, listDefinition } = this.chunk;
    const list: ParquetValue[] = [];
    for (let isFirst = true; isFirst || this.continues(); isFirst = false) {
      while (this.at === this.definitions.length) this.page();
      if (isFirst && this.repetitions[this.at] !== 0) throw new Error('a list begins within a row');
      const definition = this.definitions[this.at++] as number;
      if (definition > maxDefinition) throw new Error(`a definition level is ${definition}`);
      this.spendText(ELEMENT_BYTES);
      if (definition === maxDefinition) list.push(this.nextInPage());
      else if (definition >= listDefinition) list.push(null);
    }
    return list;
  }

  /** Whether the next value belongs to the same list. */
  private continues(): boolean {
    while (this.at === this.definitions.length && this.missing > 0) this.page();
    return this.at < this.definitions.length && this.repetitions[this.at] === 1;
  }

  private page(): void {
    const page = this.pages.next();
    if (page.header.dictionary_page_header) {
      this.dictionary = readDictionary(page, this.chunk);
      return;
    }
    const { repetitions, definitions, values, encoding } = splitPage(page, this.chunk);
    const { maxDefinition, type } = this.chunk;
    this.repetitions = new Uint8Array(page.count);
    this.definitions = new Uint8Array(page.count);
    if (repetitions) readRuns(repetitions, 1, this.repetitions);
    if (definitions) readRuns(definitions, 32 - Math.clz32(maxDefinition), this.definitions);
    let present = 0;
    for (const definition of this.definitions) present += Number(definition === maxDefinition);
    this.nextInPage = nextValue(encoding, values, type, this.dictionary, present);
    this.at = 0;
    this.missing -= page.count;
  }
}
