import type { Column } from '../../columns';
import type { Kernel } from '../kernel';
import type { Codec } from './codec';
import { CompactWriter } from './compact-protocol';
import { fixedFields, LAST_FIXED_FIELD } from './fixed-fields';
import { constantPages, emptyPage } from './fixed-pages';
import { CodecNumber, Encoding, MAX_STATISTICS_BYTES, PageType, PhysicalType } from './format';
import type { KernelFile } from './kernel-file';
import { EncodedColumn } from './page';
import { physicalType, WIDTH } from './schema';

/** Encodings of the pages of a chunk. */
const ENCODINGS = {
  words: [Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY],
  deltas: [Encoding.RLE, Encoding.DELTA_BINARY_PACKED],
  plain: [Encoding.PLAIN, Encoding.RLE],
};

/** How a file is written. */
export interface FileSettings {
  readonly codec: Codec;
  /** Whether numbers are written as differences, which readers of the first version of the format do not know. */
  readonly deltas: boolean;
}

/** Where a chunk begins, and what it has: collected while its pages are written. */
interface Chunk {
  readonly column: Column;
  readonly codec: CodecNumber;
  readonly rows: number;
  readonly nulls: number;
  readonly encodings: readonly Encoding[];
  readonly start: number;
  readonly dataStart: number;
  readonly plainBytes: number;
  readonly min?: Uint8Array;
  readonly max?: Uint8Array;
}

/** Writes the column chunks of one row group after the other: one page each, and one of its dictionary before it. */
export class ChunkWriter {
  /** What the kernel said of the last column. */
  readonly encoded: EncodedColumn;
  private readonly header = new CompactWriter();
  private readonly chunks = new CompactWriter();
  private empties: { readonly rows: number; readonly page: Buffer } | undefined;
  private count = 0;
  private plainBytes = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly settings: FileSettings,
  ) {
    this.encoded = new EncodedColumn(kernel);
  }

  /** Begins a row group. */
  begin(): void {
    this.chunks.clear();
    this.count = 0;
    this.plainBytes = 0;
  }

  /** Ends the row group in its file. */
  end(file: KernelFile, rows: number): void {
    file.endGroup(rows, this.plainBytes, this.count, this.chunks.written);
  }

  /** A column of the kernel, of which some rows or all were chosen. */
  column(file: KernelFile, column: Column, number: number, rows: number): void {
    const { encoded } = this;
    const { deltas, codec } = this.settings;
    encoded.encode(number, deltas);
    const { nulls, dictionaryCount } = encoded;
    if (nulls === rows) {
      this.empty(file, column, rows);
      return;
    }
    const start = file.position;
    const type = physicalType(column);
    let dataEncoding = deltas ? Encoding.DELTA_BINARY_PACKED : Encoding.PLAIN;
    let plainBytes = 0;
    if (dictionaryCount > 0) {
      dataEncoding = Encoding.RLE_DICTIONARY;
      const { dictionary, dictionaryLength } = encoded;
      plainBytes += this.dictionaryPage(
        file,
        dictionaryCount,
        dictionaryLength,
        codec.compress(this.kernel, dictionary, dictionaryLength),
      );
    }
    const dataStart = file.position;
    const { data, dataLength } = encoded;
    const compressed = codec.compress(this.kernel, data, dataLength);
    plainBytes += this.dataPage(file, rows, dataEncoding, dataLength, compressed);
    const isText = type === PhysicalType.BYTE_ARRAY;
    this.describe(file, {
      column,
      codec: codec.number,
      rows,
      nulls,
      encodings: dictionaryCount > 0 ? ENCODINGS.words : deltas ? ENCODINGS.deltas : ENCODINGS.plain,
      start,
      dataStart,
      plainBytes,
      min: isText ? encoded.minText : encoded.minNumber(WIDTH[type]),
      max: isText ? encoded.maxText : encoded.maxNumber(WIDTH[type]),
    });
  }

  /** A column of text that is the same in all rows. */
  constant(file: KernelFile, column: Column, text: string, rows: number): void {
    const { value, dictionary, data } = constantPages(text, rows);
    const start = file.position;
    let plainBytes = this.dictionaryPage(file, 1, dictionary.length, dictionary);
    const dataStart = file.position;
    plainBytes += this.dataPage(file, rows, Encoding.RLE_DICTIONARY, data.length, data);
    this.describe(file, {
      column,
      codec: CodecNumber.UNCOMPRESSED,
      rows,
      nulls: 0,
      encodings: ENCODINGS.words,
      start,
      dataStart,
      plainBytes,
      min: value,
      max: value,
    });
  }

  /** A column without any value. */
  empty(file: KernelFile, column: Column, rows: number): void {
    const start = file.position;
    const page = this.emptyChunk(rows);
    file.write(page);
    this.describe(file, {
      column,
      codec: CodecNumber.UNCOMPRESSED,
      rows,
      nulls: rows,
      encodings: ENCODINGS.plain,
      start,
      dataStart: start,
      plainBytes: page.length,
    });
  }

  /** The page of a column without any value, header and all: most columns of most tables have the same. */
  private emptyChunk(rows: number): Buffer {
    if (this.empties?.rows === rows) return this.empties.page;
    const data = emptyPage(rows);
    this.dataHeader(rows, Encoding.PLAIN, data.length, data.length);
    const page = Buffer.concat([this.header.written, data]);
    this.empties = { rows, page };
    return page;
  }

  private dictionaryPage(file: KernelFile, values: number, length: number, compressed: Uint8Array): number {
    const { header } = this;
    this.beginHeader(PageType.DICTIONARY_PAGE, length, compressed.length);
    header.beginStruct(7);
    header.i32(1, values);
    header.i32(2, Encoding.PLAIN);
    this.endHeader();
    return this.page(file, length, compressed);
  }

  private dataPage(
    file: KernelFile,
    rows: number,
    encoding: Encoding,
    length: number,
    compressed: Uint8Array,
  ): number {
    this.dataHeader(rows, encoding, length, compressed.length);
    return this.page(file, length, compressed);
  }

  private dataHeader(rows: number, encoding: Encoding, length: number, compressedLength: number): void {
    const { header } = this;
    this.beginHeader(PageType.DATA_PAGE, length, compressedLength);
    header.beginStruct(5);
    header.i32(1, rows);
    header.i32(2, encoding);
    header.i32(3, Encoding.RLE);
    header.i32(4, Encoding.RLE);
    this.endHeader();
  }

  private beginHeader(type: PageType, length: number, compressedLength: number): void {
    this.header.clear();
    this.header.i32(1, type);
    this.header.i32(2, length);
    this.header.i32(3, compressedLength);
  }

  private endHeader(): void {
    this.header.endStruct();
    this.header.end();
  }

  private page(file: KernelFile, length: number, compressed: Uint8Array): number {
    file.write(this.header.written);
    file.write(compressed);
    return this.header.written.length + length;
  }

  private describe(file: KernelFile, chunk: Chunk): void {
    const { chunks } = this;
    const { column, codec, rows, nulls, encodings, start, dataStart, plainBytes, min, max } = chunk;
    chunks.beginItem();
    chunks.i64(2, start);
    chunks.beginStruct(3);
    chunks.rawFields(fixedFields(column, encodings, codec), LAST_FIXED_FIELD);
    chunks.i64(5, rows);
    chunks.i64(6, plainBytes);
    chunks.i64(7, file.position - start);
    chunks.i64(9, dataStart);
    if (dataStart > start) chunks.i64(11, start);
    chunks.beginStruct(12);
    chunks.i64(3, nulls);
    if (min && max && Math.max(min.length, max.length) <= MAX_STATISTICS_BYTES) {
      chunks.binary(5, max);
      chunks.binary(6, min);
    }
    chunks.endStruct();
    chunks.endStruct();
    chunks.endStruct();
    this.count++;
    this.plainBytes += plainBytes;
  }
}
