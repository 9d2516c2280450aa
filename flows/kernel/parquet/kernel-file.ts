import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CREATED_BY, unfinishedPath } from '../../parquet/parquet-file';
import { PARQUET_MAGIC } from '../../parquet/read/parquet-reader';
import { CompactWriter } from './compact-protocol';

const MAGIC = Buffer.from(PARQUET_MAGIC);
const FORMAT_VERSION = 2;
/** Pages are collected up to here before they are written. */
const BUFFER_BYTES = 1024 * 1024;
const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
/** The file that was written to last: it mostly is the next one too. All others are closed, since there can be many. */
let latest: KernelFile | undefined;

interface RowGroup {
  readonly chunks: Buffer;
  readonly columns: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * One Parquet file in the making, of pages that come encoded. It grows beside its place under a name that no reader
 * picks up, and takes its place only when it is whole.
 */
export class KernelFile {
  private readonly unfinished: string;
  private groups: RowGroup[] | undefined = [];
  private offset = 0;
  private file: number | undefined;
  private buffered = 0;

  /** Rows written so far. */
  rows = 0;

  constructor(
    readonly path: string,
    /** The schema, as the file describes it: structs of the compact protocol. */
    private readonly schema: readonly Buffer[],
  ) {
    this.unfinished = unfinishedPath(path);
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(this.unfinished, 'w');
    this.takeOver();
  }

  /** Whether row groups can still be written. */
  get isOpen(): boolean {
    return this.groups !== undefined;
  }

  /** Where the next bytes go. */
  get position(): number {
    return this.offset;
  }

  /** Begins a row group. */
  beginGroup(): void {
    this.open();
    if (this.offset === 0) this.write(MAGIC);
  }

  /** Bytes of a page, or before one. They may change afterwards. */
  write(bytes: Uint8Array): void {
    if (this.buffered + bytes.length > BUFFER_BYTES) this.flush();
    if (bytes.length > BUFFER_BYTES) this.writeOut(bytes);
    else {
      buffer.set(bytes, this.buffered);
      this.buffered += bytes.length;
    }
    this.offset += bytes.length;
  }

  /** Ends the row group, whose columns are described by structs of the compact protocol. */
  endGroup(rows: number, bytes: number, columns: number, chunks: Buffer): void {
    this.groups?.push({ chunks: Buffer.from(chunks), columns, rows, bytes });
    this.rows += rows;
  }

  /** Writes what a file ends with, once. */
  complete(): void {
    if (!this.groups) return;
    const footer = this.footer(this.groups);
    this.groups = undefined;
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    this.open();
    for (const bytes of [footer, length, MAGIC]) this.write(bytes);
    this.close();
  }

  /** Puts the complete file in its place. */
  publish(): void {
    renameSync(this.unfinished, this.path);
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.buffered = 0;
    this.close();
    rmSync(this.unfinished, { force: true });
  }

  private footer(groups: readonly RowGroup[]): Buffer {
    const out = new CompactWriter();
    out.i32(1, FORMAT_VERSION);
    out.structList(2, this.schema.length);
    for (const element of this.schema) out.raw(element);
    out.i64(3, this.rows);
    out.structList(4, groups.length);
    for (const { chunks, columns, rows, bytes } of groups) {
      out.beginItem();
      out.structList(1, columns);
      out.raw(chunks);
      out.i64(2, bytes);
      out.i64(3, rows);
      out.endStruct();
    }
    out.binary(6, CREATED_BY);
    // all columns in the order of their types, without which the statistics of texts mean nothing
    const columns = this.schema.length - 1;
    out.structList(7, columns);
    for (let column = 0; column < columns; column++) {
      out.beginItem();
      out.beginStruct(1);
      out.endStruct();
      out.endStruct();
    }
    out.end();
    return out.written;
  }

  private open(): void {
    this.file ??= openSync(this.unfinished, 'a');
    this.takeOver();
  }

  private takeOver(): void {
    if (latest !== this) latest?.close();
    latest = this;
  }

  private close(): void {
    this.flush();
    if (latest === this) latest = undefined;
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private flush(): void {
    if (this.buffered > 0) this.writeOut(buffer.subarray(0, this.buffered));
    this.buffered = 0;
  }

  private writeOut(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file as number, bytes, at);
  }
}
