import type { RandomAccess } from '../../input/spooled-file';
import { parquetHeader } from '../hyparquet';
import { OutOfBytes } from './byte-reader';
import { checkThrift } from './check-thrift';
import type { ParquetValue } from './column-type';
import { type NextValue, type PageContext, type PageHeader, readDictionary, readPage } from './page';

/** The values of a column within a row group. */
export interface ColumnChunk extends Omit<PageContext, 'dictionary'> {
  readonly start: number;
  readonly end: number;
  readonly rows: number;
}

/** Most bytes after decompression, and most values, of one page. Writers stay far below. */
export const MAX_PAGE_BYTES = 64 * 1024 ** 2;
export const MAX_PAGE_VALUES = 1024 ** 2;

const FIRST_HEADER_BYTES = 1024;
const MAX_HEADER_BYTES = 1024 ** 2;

/** Iterates over the values of one column in one row group. It holds one page in memory. */
export class ColumnCursor {
  private at: number;
  private missing: number;
  private inPage = 0;
  private nextInPage: NextValue = () => null;
  private dictionary: readonly ParquetValue[] | undefined;

  constructor(
    private readonly file: RandomAccess,
    private readonly chunk: ColumnChunk,
    /** Receives the size of each page before the page is read. Throws if a limit is exceeded. */
    private readonly spend: (bytes: number) => void,
  ) {
    this.at = chunk.start;
    this.missing = chunk.rows;
  }

  /** @throws Error if the values are damaged or incomplete */
  next(): ParquetValue {
    while (this.inPage === 0) this.page();
    this.inPage--;
    return this.nextInPage();
  }

  private page(): void {
    const { header, bodyAt } = this.header();
    const { compressed_page_size: stored, uncompressed_page_size: plain } = header;
    const bodyEnd = bodyAt + stored;
    if (!(stored >= 0 && bodyEnd <= this.chunk.end))
      throw new Error(`a page of ${stored} bytes extends past the column`);
    if (!(plain >= 0 && plain <= MAX_PAGE_BYTES && stored <= MAX_PAGE_BYTES)) {
      throw new Error(`a page has ${plain} bytes (${stored} stored), more than ${MAX_PAGE_BYTES}`);
    }
    this.spend(plain);
    this.at = bodyEnd;
    if (header.type === 'INDEX_PAGE') return;
    const body = this.file.read(bodyAt, stored);
    const context = { ...this.chunk, dictionary: this.dictionary };
    const head = header.dictionary_page_header ?? header.data_page_header_v2 ?? header.data_page_header;
    const count = head?.num_values ?? -1;
    if (!(count >= 0 && count <= MAX_PAGE_VALUES)) {
      throw new Error(`a page has ${count} values, more than ${MAX_PAGE_VALUES}`);
    }
    if (header.dictionary_page_header) this.dictionary = readDictionary(header, body, context);
    else {
      if (count > this.missing)
        throw new Error(`a page has ${count} values, but only ${this.missing} are missing`);
      this.nextInPage = readPage(header, body, context, count);
      this.inPage = count;
      this.missing -= count;
    }
  }

  /** Reads a page header. Its length is not stored, so the method tries longer and longer pieces. */
  private header(): { header: PageHeader; bodyAt: number } {
    const rest = this.chunk.end - this.at;
    if (rest <= 0) throw new Error(`${this.missing} values are missing at the end`);
    for (let length = FIRST_HEADER_BYTES; ; length *= 32) {
      const bytes = this.file.read(this.at, Math.min(length, rest));
      try {
        const bodyAt = this.at + checkThrift(bytes);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return { header: parquetHeader({ view, offset: 0 }), bodyAt };
      } catch (error) {
        if (!(error instanceof OutOfBytes) || length >= rest || length >= MAX_HEADER_BYTES) throw error;
      }
    }
  }
}
