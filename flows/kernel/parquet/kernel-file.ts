import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from '../../make-directory';
import { PARQUET_MAGIC } from '../../parquet/magic';
import { CREATED_BY } from '../../parquet/parquet-file';
import { removeUnfinished, unfinishedPath } from '../../unfinished-files';
import { CompactWriter } from './compact-protocol';
import type { FileBuffer } from './file-buffer';
import type { FileSchema } from './file-schema';

const MAGIC = Buffer.from(PARQUET_MAGIC);
const FORMAT_VERSION = 2;

interface RowGroup {
  readonly chunks: Buffer;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * A Parquet file that is written in encoded chunks. It has a temporary name, which readers ignore, until it is
 * complete.
 */
export class KernelFile {
  readonly unfinished: string;
  private groups: RowGroup[] | undefined = [];
  private offset = 0;

  /** Number of rows that are written. */
  rows = 0;

  constructor(
    readonly path: string,
    private readonly schema: FileSchema,
    private readonly buffer: FileBuffer,
  ) {
    this.unfinished = unfinishedPath(path);
    makeDirectory(dirname(path));
    buffer.create(this);
    this.write(MAGIC);
  }

  /** Whether row groups can still be added. */
  get isOpen(): boolean {
    return this.groups !== undefined;
  }

  /** Offset of the next bytes in the file. */
  get position(): number {
    return this.offset;
  }

  /** Address to which the kernel writes them. */
  get address(): number {
    return this.buffer.addressFor(this);
  }

  /** Adds bytes that the kernel has written at that address. */
  filled(bytes: number): void {
    this.buffer.filled(bytes);
    this.offset += bytes;
  }

  /** Ends a row group. `chunks` has a struct of the compact protocol for each column. */
  endGroup(rows: number, bytes: number, chunks: Buffer): void {
    this.groups?.push({ chunks: Buffer.from(chunks), rows, bytes });
    this.rows += rows;
  }

  /** Writes the footer, once. */
  complete(): void {
    if (!this.groups) return;
    const footer = this.footer(this.groups);
    this.groups = undefined;
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const bytes of [footer, length, MAGIC]) this.write(bytes);
    this.buffer.end(this);
  }

  /** Renames the complete file to its path. */
  publish(): void {
    renameSync(this.unfinished, this.path);
  }

  /** Deletes the file. */
  discard(): void {
    this.buffer.drop(this);
    removeUnfinished(this.unfinished);
  }

  private write(bytes: Uint8Array): void {
    this.buffer.write(this, bytes);
    this.offset += bytes.length;
  }

  private footer(groups: readonly RowGroup[]): Buffer {
    const { columns, elements, orders } = this.schema;
    const out = new CompactWriter();
    out.i32(1, FORMAT_VERSION);
    out.structList(2, columns + 1);
    out.raw(elements);
    out.i64(3, this.rows);
    out.structList(4, groups.length);
    for (const { chunks, rows, bytes } of groups) {
      out.beginItem();
      out.structList(1, columns);
      out.raw(chunks);
      out.i64(2, bytes);
      out.i64(3, rows);
      out.endStruct();
    }
    out.binary(6, CREATED_BY);
    out.structList(7, columns);
    out.raw(orders);
    out.end();
    return out.written;
  }
}
