import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../../input/lines';
import type { Kernel } from '../../kernel/kernel';
import type { LeafColumn } from '../read/leaf-columns';
import { decodingColumn, type ParquetReader } from '../read/parquet-reader';
import { ColumnTokens } from './column-tokens';
import { RowWriter } from './row-writer';
import { NULL_TOKEN, type TokenFormat } from './token-format';
import { BATCH_ROWS, type TokenSlices } from './token-slices';
import { TokenWorkspace } from './token-workspace';

/** Tokens of one row. Bytes are a text that is not valid UTF-8. */
export type RowTokens = readonly (string | Uint8Array)[];

/** Rows that were written as lines of text, each with its newline. */
export interface WrittenRows {
  /** Number of the first row, counted from 0. */
  readonly first: number;
  readonly rows: number;
  /** The lines. They are valid until the next call. */
  readonly lines: Uint8Array;
  /** Rows that a line cannot contain, by their numbers. Their lines are empty. */
  readonly exceptions: ReadonlyMap<number, RowTokens>;
}

/** Writes the rows of a Parquet file as lines of text: tokens between blanks. Values are decoded column by column. */
export class RowText {
  private readonly workspace: TokenWorkspace;
  private readonly writer: RowWriter;
  private readonly groups: Generator<{ where: string; columns: readonly ColumnTokens[]; rows: number }>;
  private columns: readonly ColumnTokens[] = [];
  private where = '';
  /** Rows of the row group that are not decoded yet. */
  private missing = 0;
  /** Rows of the batch, and those of them that were written. */
  private batch = 0;
  private at = 0;
  private written = 0;

  constructor(
    kernel: Kernel,
    private readonly reader: ParquetReader,
    private readonly leaves: readonly LeafColumn[],
    private readonly formats: readonly TokenFormat[],
  ) {
    reader.text.checkRows(reader.rowCount, leaves.length);
    this.workspace = new TokenWorkspace(kernel);
    this.writer = new RowWriter(this.workspace, leaves.length);
    this.groups = this.columnGroups();
  }

  /**
   * Writes the next rows. Returns undefined after the last row.
   *
   * @throws InputError if the file is damaged, or too large
   */
  next(): WrittenRows | undefined {
    if (this.at === this.batch && !this.decode()) return undefined;
    const { at, written, writer } = this;
    const slices = this.columns.map((column) => column.slices);
    const { end, lines } = writer.write(slices, at, this.batch);
    const exceptions = new Map<number, RowTokens>();
    for (const row of writer.exceptions(at, end))
      exceptions.set(written + row - at, this.tokens(slices, row));
    this.reader.text.spend(lines.length);
    this.at = end;
    this.written += end - at;
    return { first: written, rows: end - at, lines, exceptions };
  }

  /** Decodes the next batch of rows. Returns false if there is none. */
  private decode(): boolean {
    while (this.missing === 0) {
      const { done, value } = this.groups.next();
      if (done) return false;
      ({ columns: this.columns, where: this.where, rows: this.missing } = value);
    }
    let count = Math.min(BATCH_ROWS, this.missing);
    for (const [index, column] of this.columns.entries()) {
      const available = this.decoding(index, () => column.available());
      count = Math.min(count, available);
    }
    this.writer.begin(count);
    for (const [index, column] of this.columns.entries()) {
      this.decoding(index, () => column.next(count));
      this.writer.add(column.slices, count, MAX_LINE_BYTES + 1);
    }
    this.missing -= count;
    this.batch = count;
    this.at = 0;
    return true;
  }

  private *columnGroups() {
    const { reader, leaves, formats, workspace } = this;
    const mark = workspace.memory.mark();
    for (const { where, rows, chunks, spend } of reader.groups(leaves)) {
      workspace.memory.release(mark);
      const columns = chunks.map(
        (chunk, index) =>
          new ColumnTokens(reader.file, chunk, formats[index] as TokenFormat, workspace, spend),
      );
      yield { where, rows, columns };
    }
  }

  private decoding<T>(index: number, decode: () => T): T {
    return decodingColumn(this.where, this.leaves[index] as LeafColumn, decode);
  }

  private tokens(slices: readonly TokenSlices[], row: number): RowTokens {
    const tokens = slices.map((each) => tokenAt(each, row));
    this.reader.text.spend(tokens.reduce((sum, { length }) => sum + length + 1, 0));
    return tokens;
  }
}

function tokenAt({ bytes, starts, lengths }: TokenSlices, row: number): string | Uint8Array {
  const marked = lengths[row] as number;
  if (marked === 0) return NULL_TOKEN;
  const length = marked < 0 ? -1 - marked : marked;
  const start = starts[row] as number;
  const token = Buffer.from(bytes.subarray(start, start + length));
  return isUtf8(token) ? token.toString('utf8') : token;
}
