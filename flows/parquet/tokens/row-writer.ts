import { BATCH_ROWS, type TokenSlices } from './token-slices';
import type { TokenWorkspace } from './token-workspace';

/** Room for lines; at least the longest line. */
const LINE_BYTES = 128 * 1024;
/** Room for tokens that are not in the kernel's memory; at least all tokens of the longest line. */
const STAGE_BYTES = 1024 * 1024;
/** Words that describe a column to the kernel. */
const COLUMN_WORDS = 3;

/** Rows that were written: those before `end`. */
export interface WrittenLines {
  readonly end: number;
  readonly lines: Uint8Array;
}

/** Writes the tokens of columns as lines, in the kernel. */
export class RowWriter {
  /** Length of each row of the batch with its newline; negative if a line cannot contain the row. */
  private readonly rows: Int32Array;
  private readonly table: Int32Array;
  private readonly stage: number;
  private readonly target: number;

  constructor(
    private readonly workspace: TokenWorkspace,
    columns: number,
  ) {
    const { memory } = workspace;
    this.rows = memory.numbers(BATCH_ROWS);
    this.table = memory.numbers(columns * COLUMN_WORDS);
    this.stage = memory.numbers(STAGE_BYTES / Int32Array.BYTES_PER_ELEMENT).byteOffset;
    this.target = memory.numbers(LINE_BYTES / Int32Array.BYTES_PER_ELEMENT).byteOffset;
  }

  /** Begins a batch of rows. */
  begin(count: number): void {
    this.rows.fill(0, 0, count);
  }

  /** Adds a column to the batch. A row that is longer than `most` bytes has no line. */
  add({ lengths }: TokenSlices, count: number, most: number): void {
    this.workspace.kernel.run.addTokenLengths(lengths.byteOffset, this.rows.byteOffset, count, most);
  }

  /** Writes rows of the batch: as many as there is room for, and at least one. */
  write(columns: readonly TokenSlices[], from: number, to: number): WrittenLines {
    const { kernel } = this.workspace;
    const { table, rows, target } = this;
    const staged = this.describe(columns, from, to);
    const limit = target + LINE_BYTES;
    const end = kernel.run.writeRows(
      table.byteOffset,
      columns.length,
      rows.byteOffset,
      from,
      staged,
      target,
      limit,
    );
    return { end, lines: kernel.bytes.subarray(target, kernel.run.rowsEnd()) };
  }

  /** Rows that `write` wrote as empty lines, because a line cannot contain them. */
  exceptions(from: number, to: number): number[] {
    const found: number[] = [];
    if (this.workspace.kernel.run.emptyRows() === 0) return found;
    for (let row = from; row < to; row++) if ((this.rows[row] as number) < 0) found.push(row);
    return found;
  }

  /** Describes the columns to the kernel, and copies tokens to its memory. Returns the end of the described rows. */
  private describe(columns: readonly TokenSlices[], from: number, to: number): number {
    let end = to;
    while (!this.stageAll(columns, from, end)) end = from + Math.ceil((end - from) / 2);
    return end;
  }

  /** Returns false if there is no room for the tokens. */
  private stageAll(columns: readonly TokenSlices[], from: number, to: number): boolean {
    const { table, stage, workspace } = this;
    let staged = 0;
    for (const [index, { bytes, base, starts, lengths }] of columns.entries()) {
      const at = index * COLUMN_WORDS;
      table[at + 1] = starts.byteOffset;
      table[at + 2] = lengths.byteOffset;
      if (base !== undefined) {
        table[at] = base;
        continue;
      }
      const { first, last } = this.extent(starts, lengths, from, to);
      if (staged + last - first > STAGE_BYTES) return false;
      workspace.kernel.bytes.set(bytes.subarray(first, last), stage + staged);
      table[at] = stage + staged - first;
      staged += last - first;
    }
    return true;
  }

  /** The bytes that contain the tokens of rows which have a line. */
  private extent(starts: Int32Array, lengths: Int32Array, from: number, to: number) {
    let first = Number.POSITIVE_INFINITY;
    let last = 0;
    for (let row = from; row < to; row++) {
      const length = lengths[row] as number;
      if (length <= 0 || (this.rows[row] as number) < 0) continue;
      const start = starts[row] as number;
      if (start < first) first = start;
      if (start + length > last) last = start + length;
    }
    return last === 0 ? { first: 0, last: 0 } : { first, last };
  }
}
