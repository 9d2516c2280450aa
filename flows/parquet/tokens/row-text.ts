import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../../input/lines';
import type { LeafColumn } from '../read/leaf-columns';
import { decodingColumn, type ParquetReader } from '../read/parquet-reader';
import { ColumnTokens } from './column-tokens';
import { NULL_TOKEN, type TokenFormat } from './token-format';
import { BATCH_ROWS, type TokenSlices } from './token-slices';

const SPACE = 0x20;
const NEWLINE = 0x0a;
const DASH = 0x2d;
const WORD_BYTES = 4;

/** Tokens of one row. Bytes are a text that is not valid UTF-8. */
export type RowTokens = readonly (string | Uint8Array)[];

/** Rows that were written as lines of text, each with its newline. */
export interface WrittenRows {
  /** Number of the first row, counted from 0. */
  readonly first: number;
  readonly rows: number;
  /** Number of bytes. */
  readonly length: number;
  /** Rows that a line cannot contain, by their numbers. Their lines are empty. */
  readonly exceptions: ReadonlyMap<number, RowTokens>;
}

/** Writes the rows of a Parquet file as lines of text: tokens between blanks. Values are decoded column by column. */
export class RowText {
  private readonly groups: Generator<{ where: string; columns: readonly ColumnTokens[]; rows: number }>;
  private columns: readonly ColumnTokens[] = [];
  private where = '';
  /** Rows of the row group that are not decoded yet. */
  private missing = 0;
  /** Rows of the batch, and those of them that were written. */
  private batch = 0;
  private at = 0;
  private written = 0;
  /** Length of each row of the batch with its newline; negative if a line cannot contain the row. */
  private readonly lengths = new Int32Array(BATCH_ROWS);
  /** Where the next token of each row belongs; negative if a line cannot contain the row. */
  private readonly positions = new Int32Array(BATCH_ROWS);

  constructor(
    private readonly reader: ParquetReader,
    private readonly leaves: readonly LeafColumn[],
    formats: readonly TokenFormat[],
  ) {
    reader.text.checkRows(reader.rowCount, leaves.length);
    this.groups = columnGroups(reader, leaves, formats);
  }

  /**
   * Writes the next rows. Returns undefined after the last row.
   *
   * @param target at least `MAX_LINE_BYTES` + 1 bytes
   * @throws InputError if the file is damaged, or too large
   */
  next(target: Buffer): WrittenRows | undefined {
    if (this.at === this.batch && !this.decode()) return undefined;
    const { at, written } = this;
    const exceptions = new Map<number, RowTokens>();
    let length = 0;
    let row = at;
    for (; row < this.batch; row++) {
      const rowLength = this.lengths[row] as number;
      if (length + Math.max(1, rowLength) > target.length) break;
      if (rowLength < 0) {
        exceptions.set(written + row - at, this.tokens(row));
        target[length] = NEWLINE;
        this.positions[row] = -1;
        length++;
      } else {
        this.positions[row] = length;
        length += rowLength;
      }
    }
    for (const [index, { slices }] of this.columns.entries()) {
      const isLast = index === this.columns.length - 1;
      copyTokens(slices, at, row, target, this.positions, isLast);
    }
    this.reader.text.spend(length);
    this.at = row;
    this.written += row - at;
    return { first: written, rows: row - at, length, exceptions };
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
      count = Math.min(
        count,
        this.decoding(index, () => column.available()),
      );
    }
    this.lengths.fill(0, 0, count);
    for (const [index, column] of this.columns.entries()) {
      this.decoding(index, () => column.next(count));
      addLengths(column.slices.lengths, this.lengths, count);
    }
    this.missing -= count;
    this.batch = count;
    this.at = 0;
    return true;
  }

  private decoding<T>(index: number, decode: () => T): T {
    return decodingColumn(this.where, this.leaves[index] as LeafColumn, decode);
  }

  private tokens(row: number): RowTokens {
    const tokens = this.columns.map(({ slices }) => tokenAt(slices, row));
    this.reader.text.spend(tokens.reduce((sum, { length }) => sum + length + 1, 0));
    return tokens;
  }
}

function* columnGroups(
  reader: ParquetReader,
  leaves: readonly LeafColumn[],
  formats: readonly TokenFormat[],
) {
  for (const { where, rows, chunks, spend } of reader.groups(leaves)) {
    const columns = chunks.map(
      (chunk, index) => new ColumnTokens(reader.file, chunk, formats[index] as TokenFormat, spend),
    );
    yield { where, rows, columns };
  }
}

/** Adds the lengths of the tokens of a column to those of the rows. A row that a line cannot contain stays negative. */
function addLengths(tokens: Int32Array, rows: Int32Array, count: number): void {
  for (let row = 0; row < count; row++) {
    const length = tokens[row] as number;
    const before = rows[row] as number;
    if (length < 0 || before < 0) rows[row] = -1;
    else {
      const sum = before + (length === 0 ? 1 : length) + 1;
      rows[row] = sum > MAX_LINE_BYTES + 1 ? -1 : sum;
    }
  }
}

/**
 * Copies the tokens of a column to their rows, and moves the positions of the rows behind them. Four bytes are copied at
 * once. The bytes after a token belong to the next columns, which are copied later; those after the last one do not.
 */
function copyTokens(
  { bytes, starts, lengths }: TokenSlices,
  from: number,
  to: number,
  target: Buffer,
  positions: Int32Array,
  isLast: boolean,
): void {
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new DataView(target.buffer, target.byteOffset, target.byteLength);
  const lastWord = isLast ? -1 : bytes.length - WORD_BYTES;
  const delimiter = isLast ? NEWLINE : SPACE;
  for (let row = from; row < to; row++) {
    let at = positions[row] as number;
    if (at < 0) continue;
    const length = lengths[row] as number;
    const start = starts[row] as number;
    if (length === 0) target[at++] = DASH;
    else if (start + length <= lastWord) {
      for (let index = 0; index < length; index += WORD_BYTES) {
        words.setUint32(at + index, source.getUint32(start + index, true), true);
      }
      at += length;
    } else for (let index = 0; index < length; index++) target[at++] = bytes[start + index] as number;
    target[at++] = delimiter;
    positions[row] = at;
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
