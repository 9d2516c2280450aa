import type { RandomAccess } from '../../input/spooled-file';
import { ChunkPages, type ColumnChunk } from './chunk-pages';
import type { ParquetValue } from './column-type';
import { type NextValue, readDictionary, readPage } from './page';

/** Iterates over the values of one column in one row group. It holds one page in memory. */
export class ColumnCursor {
  private readonly pages: ChunkPages;
  private inPage = 0;
  private nextInPage: NextValue = () => null;
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
    return this.nextInPage();
  }

  private page(): void {
    const page = this.pages.next();
    if (page.header.dictionary_page_header) this.dictionary = readDictionary(page, this.chunk);
    else {
      this.nextInPage = readPage(page, this.chunk, this.dictionary);
      this.inPage = page.count;
    }
  }
}
