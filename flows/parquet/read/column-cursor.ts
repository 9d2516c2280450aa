import type { RandomAccess } from '../../input/spooled-file';
import { ChunkPages, type ColumnChunk } from './chunk-pages';
import type { ParquetValue } from './column-type';
import { type PageValues, readDictionary, readPage } from './page';

/** Iterates over the values of one column in one row group. It holds one page in memory. */
export class ColumnCursor {
  private readonly pages: ChunkPages;
  private inPage = 0;
  private values: PageValues | undefined;
  private dictionary: readonly ParquetValue[] | undefined;

  /** @param spend receives the size of each page before the page is read, and throws if a limit is exceeded */
  constructor(
    file: RandomAccess,
    private readonly chunk: ColumnChunk,
    spend: (bytes: number) => void,
  ) {
    this.pages = new ChunkPages(file, chunk, spend);
  }

  /** @throws Error if the values are damaged or incomplete */
  next(): ParquetValue {
    while (this.inPage === 0) this.page();
    this.inPage--;
    return (this.values as PageValues).next();
  }

  /**
   * Moves past values.
   *
   * @throws Error if the column has fewer values
   */
  skip(count: number): void {
    for (let left = count; left > 0; ) {
      while (this.inPage === 0) this.page();
      const skipped = Math.min(left, this.inPage);
      (this.values as PageValues).skip(skipped);
      this.inPage -= skipped;
      left -= skipped;
    }
  }

  /** Yields the values that are not null, with their rows from 0. Pages without values are not iterated. */
  *present(rows: number): Generator<readonly [row: number, value: ParquetValue]> {
    for (let row = 0; row < rows; ) {
      while (this.inPage === 0) this.page();
      if (this.values?.present === 0) {
        row += this.inPage;
        this.inPage = 0;
        continue;
      }
      const value = this.next();
      if (value !== null) yield [row, value];
      row++;
    }
  }

  private page(): void {
    const page = this.pages.next();
    if (page.header.dictionary_page_header) this.dictionary = readDictionary(page, this.chunk);
    else {
      this.values = readPage(page, this.chunk, this.dictionary);
      this.inPage = page.count;
    }
  }
}
