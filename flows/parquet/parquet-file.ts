import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Column, Value } from '../columns';
import { makeDirectory } from '../make-directory';
import { removeUnfinished, unfinishedPath } from '../unfinished-files';
import { ByteWriter, type ColumnSource, ParquetWriter } from './hyparquet';
import { parquetSchema } from './schema';

/** Name of the writer in the footer of files. */
export const CREATED_BY = 'cloud-flow-logs';

/**
 * An unfinished Parquet file. It grows by row groups next to its final path, under a name that readers ignore. It gets its
 * final name when it is complete.
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
    makeDirectory(dirname(path));
    writeFileSync(this.unfinished, '', { flag: 'wx' });
    this.writer = new ParquetWriter({
      writer: fileBytes(this.unfinished),
      schema: parquetSchema(columns),
      createdBy: CREATED_BY,
    });
  }

  /** Whether the file accepts more rows. */
  get isOpen(): boolean {
    return this.writer !== undefined;
  }

  /** Writes rows as one row group. They are given as columns; a column is undefined if all its values are null. */
  write(columns: readonly (readonly Value[] | undefined)[], rows: number): void {
    const nulls = new Array<Value>(rows).fill(null);
    const columnData = this.columns.map(({ name }, index): ColumnSource => {
      const data = columns[index] as Value[] | undefined;
      return data ? { name, data } : { name, data: nulls, encoding: 'PLAIN' };
    });
    this.writer?.write({ columnData, rowGroupSize: rows });
    this.rows += rows;
  }

  /** Writes the footer once, and releases the memory of the writer. */
  complete(): void {
    this.writer?.finish();
    this.writer = undefined;
  }

  /** Moves the complete file to its final path. */
  publish(): void {
    renameSync(this.unfinished, this.path);
  }

  /** Removes the file. */
  discard(): void {
    removeUnfinished(this.unfinished);
  }
}

/** Returns a buffer that is appended to a file after each row group, so that memory holds at most one row group. */
function fileBytes(path: string): ByteWriter {
  const bytes = new ByteWriter();
  const flush = () => {
    appendFileSync(path, bytes.getBytes());
    bytes.index = 0;
  };
  return Object.assign(bytes, { flush, finish: flush });
}
