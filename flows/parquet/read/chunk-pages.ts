import type { RandomAccess } from '../../input/spooled-file';
import { parquetHeader } from '../hyparquet';
import { OutOfBytes } from './byte-reader';
import { checkThrift } from './check-thrift';
import { MAX_EMPTY_PAGES, MAX_PAGE_BYTES, MAX_PAGE_VALUES } from './limits';
import type { PageColumn, PageHeader } from './page';

/** The values of a column within a row group. */
export interface ColumnChunk extends PageColumn {
  readonly start: number;
  readonly end: number;
  readonly values: number;
  /** Definition level of a list with elements. */
  readonly listDefinition: number;
}

/** A page with a checked size and number of values. */
export interface Page {
  readonly header: PageHeader;
  readonly body: Uint8Array;
  readonly count: number;
}

/** Bytes that are read at once to find page headers. Small pages are served from them. */
const READ_AHEAD_BYTES = 16 * 1024;
const MAX_HEADER_BYTES = 1024 ** 2;

/** Reads the pages of one column in one row group, one after the other. */
export class ChunkPages {
  private at: number;
  private missing: number;
  private emptyPages = 0;
  private hasDictionary = false;
  private aheadAt = 0;
  private ahead: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly file: RandomAccess,
    private readonly chunk: ColumnChunk,
    /** Receives the size of each page before the page is read. Throws if a limit is exceeded. */
    private readonly spend: (bytes: number) => void,
  ) {
    this.at = chunk.start;
    this.missing = chunk.values;
  }

  /**
   * Returns the next page: a dictionary, or data with at least one value.
   *
   * @throws Error if pages are damaged, or values are missing
   */
  next(): Page {
    for (;;) {
      const { header, bodyAt } = this.header();
      const { compressed_page_size: stored, uncompressed_page_size: plain } = header;
      if (!(stored >= 0 && bodyAt + stored <= this.chunk.end))
        throw new Error(`a page of ${stored} bytes extends past the column`);
      if (!(plain >= 0 && plain <= MAX_PAGE_BYTES && stored <= MAX_PAGE_BYTES)) {
        throw new Error(`a page has ${plain} bytes (${stored} stored), more than ${MAX_PAGE_BYTES}`);
      }
      this.at = bodyAt + stored;
      if (header.type === 'INDEX_PAGE') {
        this.countEmptyPage();
        continue;
      }
      const count = this.countOf(header);
      if (count === 0) {
        this.countEmptyPage();
        continue;
      }
      this.spend(plain);
      return { header, body: this.bytes(bodyAt, stored), count };
    }
  }

  private countOf(header: PageHeader): number {
    const { dictionary_page_header: dictionary } = header;
    const head = dictionary ?? header.data_page_header_v2 ?? header.data_page_header;
    const count = head?.num_values ?? -1;
    if (!(count >= 0 && count <= MAX_PAGE_VALUES)) {
      throw new Error(`a page has ${count} values, more than ${MAX_PAGE_VALUES}`);
    }
    if (dictionary) {
      if (this.hasDictionary) throw new Error('the column has a second dictionary');
      this.hasDictionary = true;
      return count;
    }
    if (count > this.missing)
      throw new Error(`a page has ${count} values, but only ${this.missing} are missing`);
    this.missing -= count;
    return count;
  }

  private countEmptyPage(): void {
    this.emptyPages++;
    if (this.emptyPages > MAX_EMPTY_PAGES)
      throw new Error(`the column has more than ${MAX_EMPTY_PAGES} pages without values`);
  }

  /** Reads a page header. Its length is not stored, so the method tries longer and longer pieces. */
  private header(): { header: PageHeader; bodyAt: number } {
    const rest = this.chunk.end - this.at;
    if (rest <= 0) throw new Error(`${this.missing} values are missing at the end`);
    for (let length = 256; ; length *= 16) {
      const bytes = this.bytes(this.at, Math.min(length, rest));
      try {
        const bodyAt = this.at + checkThrift(bytes).end;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return { header: parquetHeader({ view, offset: 0 }), bodyAt };
      } catch (error) {
        if (!(error instanceof OutOfBytes) || length >= rest || length >= MAX_HEADER_BYTES) throw error;
      }
    }
  }

  /** Bytes of the file. Many small pieces need one read of the file. */
  private bytes(offset: number, length: number): Uint8Array {
    if (length > READ_AHEAD_BYTES) return this.file.read(offset, length);
    const { aheadAt, ahead } = this;
    if (!(offset >= aheadAt && offset + length <= aheadAt + ahead.length)) {
      const available = Math.min(READ_AHEAD_BYTES, this.chunk.end - offset);
      this.ahead = this.file.read(offset, Math.max(length, available));
      this.aheadAt = offset;
    }
    const start = offset - this.aheadAt;
    return this.ahead.subarray(start, start + length);
  }
}
