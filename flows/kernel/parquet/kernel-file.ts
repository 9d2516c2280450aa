import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PARQUET_MAGIC } from '../../parquet/magic';
import { CREATED_BY, unfinishedPath } from '../../parquet/parquet-file';
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
 * One Parquet file in the making, of chunks that come encoded. It grows beside its place under a name that no reader
 * picks up, and takes its place only when it is whole.
 */
export class KernelFile {
  readonly unfinished: string;
  private groups: RowGroup[] | undefined = [];
  private offset = 0;

  /** Rows written so far. */
  rows = 0;

  constructor(
    readonly path: string,
    private readonly schema: FileSchema,
    private readonly buffer: FileBuffer,
  ) {
    this.unfinished = unfinishedPath(path);
    mkdirSync(dirname(path), { recursive: true });
    buffer.create(this);
    this.write(MAGIC);
  }

  /** Whether row groups can still be written. */
  get isOpen(): boolean {
    return this.groups !== undefined;
  }

  /** Where the next bytes go in the file. */
  get position(): number {
    return this.offset;
  }

  /** Where the kernel puts them. */
  get place(): number {
    return this.buffer.placeFor(this);
  }

  /** The kernel has put so many there. */
  filled(bytes: number): void {
    this.buffer.filled(bytes);
    this.offset += bytes;
  }

  /** Ends a row group, whose chunks are described by structs of the compact protocol, one for each column. */
  endGroup(rows: number, bytes: number, chunks: Buffer): void {
    this.groups?.push({ chunks: Buffer.from(chunks), rows, bytes });
    this.rows += rows;
  }

  /** Writes what a file ends with, once. */
  complete(): void {
    if (!this.groups) return;
    const footer = this.footer(this.groups);
    this.groups = undefined;
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const bytes of [footer, length, MAGIC]) this.write(bytes);
    this.buffer.end(this);
  }

  /** Puts the complete file in its place. */
  publish(): void {
    renameSync(this.unfinished, this.path);
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.buffer.drop(this);
    rmSync(this.unfinished, { force: true });
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
