import type { RandomAccess } from '../../input/spooled-file';
import { ChunkPages, type ColumnChunk } from '../read/chunk-pages';
import { dictionaryParts, pageParts } from '../read/page';
import type { DictionaryTokens } from './dictionary-tokens';
import { PageTokens } from './page-tokens';
import type { TokenFormat } from './token-format';
import { type FillTokens, TokenSlices } from './token-slices';
import type { TokenWorkspace } from './token-workspace';

/** Decodes the values of one column in one row group to tokens. It holds one page in memory. */
export class ColumnTokens {
  /** The tokens that `next` decoded. */
  readonly slices: TokenSlices;
  private readonly pages: ChunkPages;
  private readonly tokens: PageTokens;
  private dictionary: DictionaryTokens | undefined;
  private fill: FillTokens = () => {};
  /** Which values of the page are present; undefined if all are, or none. */
  private isPresent: Uint8Array | undefined;
  private hasValues = false;
  private at = 0;
  private count = 0;

  constructor(
    file: RandomAccess,
    private readonly chunk: ColumnChunk,
    format: TokenFormat,
    workspace: TokenWorkspace,
    spend: (bytes: number) => void,
  ) {
    this.slices = new TokenSlices(workspace.memory);
    this.pages = new ChunkPages(file, chunk, spend);
    this.tokens = new PageTokens(chunk.type, format, workspace);
  }

  /**
   * Returns how many values `next` can decode at once: those that are left in the page.
   *
   * @throws Error if the next page is damaged or missing
   */
  available(): number {
    while (this.at === this.count) this.page();
    return this.count - this.at;
  }

  /** @throws Error if the values are damaged */
  next(count: number): void {
    const { slices, isPresent, at } = this;
    this.at += count;
    if (!this.hasValues) slices.clear(count);
    else if (!isPresent) this.fill(slices, count);
    else {
      let present = 0;
      for (let index = at; index < at + count; index++) present += isPresent[index] as number;
      this.fill(slices, present);
      slices.spread(isPresent, at, count, present);
    }
  }

  private page(): void {
    const page = this.pages.next();
    if (page.header.dictionary_page_header) {
      this.dictionary = this.tokens.dictionary(dictionaryParts(page, this.chunk), page.count, this.slices);
      return;
    }
    const parts = pageParts(page, this.chunk);
    this.hasValues = parts.levels.present > 0;
    this.isPresent = parts.levels.isPresent;
    this.fill = this.tokens.decode(parts, this.dictionary);
    this.at = 0;
    this.count = page.count;
  }
}
