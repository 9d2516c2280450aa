import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Column, Value } from '../columns';
import { ByteWriter, type ColumnSource, ParquetWriter } from './hyparquet';
import { parquetSchema } from './schema';

/** What our files say of who wrote them. */
export const CREATED_BY = 'cloud-flow-logs';

/**
 * One Parquet file in the making. It grows beside its place under a name that no reader picks up, a row group at
 * a time, and takes its place only when it is whole.
 */
export class ParquetFile {
  private readonly unfinished: string;
  private writer: ParquetWriter | undefined;

  /** Rows written so far. */
  rows = 0;

  constructor(
    readonly path: string,
    private readonly columns: readonly Column[],
  ) {
    this.unfinished = unfinishedPath(path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(this.unfinished, '');
    this.writer = new ParquetWriter({
      writer: fileBytes(this.unfinished),
      schema: parquetSchema(columns),
      createdBy: CREATED_BY,
    });
  }

  /** Whether rows can still be written. */
  get isOpen(): boolean {
    return this.writer !== undefined;
  }

  /** Writes rows, given as columns, as one row group. A column is undefined if all its values are null. */
  write(columns: readonly (readonly Value[] | undefined)[], rows: number): void {
    const nulls = new Array<Value>(rows).fill(null);
    const columnData = this.columns.map(({ name }, index): ColumnSource => {
      const data = columns[index] as Value[] | undefined;
      return data ? { name, data } : { name, data: nulls, encoding: 'PLAIN' };
    });
    this.writer?.write({ columnData, rowGroupSize: rows });
    this.rows += rows;
  }

  /** Writes what a file ends with, once, and lets go of everything that was kept in memory for it. */
  complete(): void {
    this.writer?.finish();
    this.writer = undefined;
  }

  /** Puts the complete file in its place. */
  publish(): void {
    renameSync(this.unfinished, this.path);
  }

  /** Leaves nothing behind. */
  discard(): void {
    rmSync(this.unfinished, { force: true });
  }
}

/** Where a file grows before it is whole: beside its place, under a name that no reader picks up. */
export function unfinishedPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.unfinished`);
}

/** Bytes that go to a file after each row group, so that memory holds one row group at the most. */
function fileBytes(path: string): ByteWriter {
  const bytes = new ByteWriter();
  const flush = () => {
    appendFileSync(path, bytes.getBytes());
    bytes.index = 0;
  };
  return Object.assign(bytes, { flush, finish: flush });
}
