import { InputError, InputErrorCode } from '../../input/input-error';
import type { RandomAccess } from '../../input/spooled-file';
import { type FileMetaData, parquetMetadata } from '../hyparquet';
import { PARQUET_MAGIC } from '../magic';
import { checkThrift } from './check-thrift';
import { type ColumnChunk, ColumnCursor } from './column-cursor';
import { type ColumnType, columnType, type ParquetValue } from './column-type';

/** Largest row group to read, in bytes after decompression: pages of all its columns are in memory together. */
export const MAX_ROW_GROUP_BYTES = 256 * 1024 ** 2;

/** Largest footer to read. That of an ordinary file has some thousand bytes for each row group. */
const MAX_FOOTER_BYTES = 8 * 1024 ** 2;

const TAIL_BYTES = 8;

type RowGroup = FileMetaData['row_groups'][number];

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly optional: boolean;
}

/**
 * Reads flat Parquet files, row by row, a page of each column at a time. Nothing that a file says of itself is
 * believed before it is checked: a hostile file ends in an error, not in an endless loop or without memory.
 */
export class ParquetReader {
  private readonly columns: readonly Column[];
  private readonly metadata: FileMetaData;
  private readonly dataEnd: number;
  /** Bytes after decompression of all pages read so far. */
  private spent = 0;

  /**
   * @param maxBytes limit for the data after decompression, every value counted as one byte at the least
   * @throws InputError if the footer is damaged, the file is too large, or columns are nested
   */
  constructor(
    private readonly file: RandomAccess,
    private readonly maxBytes = Number.POSITIVE_INFINITY,
  ) {
    const footer = decoding('the footer', () => readFooter(file));
    this.metadata = footer.metadata;
    this.dataEnd = footer.start;
    this.columns = decoding('the schema', () => columnsOf(this.metadata));
    this.checkSize();
  }

  /** Names of the columns, in the order of the file. */
  get names(): readonly string[] {
    return this.columns.map(({ name }) => name);
  }

  /** Program that wrote the file, as it says. */
  get createdBy(): string | undefined {
    return this.metadata.created_by;
  }

  /**
   * The rows, their values in the order of the columns. The array is used again for the next row.
   *
   * @throws InputError if data are damaged
   */
  *rows(): Generator<readonly ParquetValue[]> {
    const row = new Array<ParquetValue>(this.columns.length);
    for (const [index, group] of this.metadata.row_groups.entries()) {
      const where = `row group ${index + 1}`;
      const cursors = decoding(where, () => this.cursors(group, where));
      const rows = Number(group.num_rows);
      for (let number = 0; number < rows; number++) {
        for (let column = 0; column < cursors.length; column++)
          row[column] = this.value(cursors, column, where);
        yield row;
      }
    }
  }

  private value(cursors: readonly ColumnCursor[], column: number, where: string): ParquetValue {
    try {
      return (cursors[column] as ColumnCursor).next();
    } catch (error) {
      throw asInputError(`${where}, column ${this.columns[column]?.name}`, error);
    }
  }

  private checkSize(): void {
    const { row_groups: groups } = this.metadata;
    const bytes = groups.map((group) => decoding('the footer', () => sizeOf(group)));
    const rows = groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
    const values = rows * this.columns.length;
    if (rows !== Number(this.metadata.num_rows)) {
      throw damaged(
        'the footer',
        `row groups of ${rows} rows together where ${this.metadata.num_rows} are said`,
      );
    }
    const total = Math.max(
      values,
      bytes.reduce((sum, size) => sum + size, 0),
    );
    if (total > this.maxBytes) {
      throw tooLarge(`the Parquet file has ${total} bytes after decompression, more than ${this.maxBytes}`);
    }
    const largest = Math.max(0, ...bytes);
    if (largest > MAX_ROW_GROUP_BYTES) {
      throw tooLarge(
        `row group ${bytes.indexOf(largest) + 1} of the Parquet file has ${largest} bytes after decompression, ` +
          `more than ${MAX_ROW_GROUP_BYTES}`,
      );
    }
  }

  private cursors(group: RowGroup, where: string): ColumnCursor[] {
    let inGroup = 0;
    const spend = (bytes: number) => {
      inGroup += bytes;
      this.spent += bytes;
      if (inGroup > MAX_ROW_GROUP_BYTES || this.spent > this.maxBytes)
        throw tooLarge(`${where} of the Parquet file has more data than it says`);
    };
    return this.columns.map((column) => new ColumnCursor(this.file, this.chunkOf(column, group), spend));
  }

  private chunkOf({ name, ...column }: Column, group: RowGroup): ColumnChunk {
    const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join('.') === name);
    const meta = found?.meta_data;
    if (!meta || found.file_path || found.crypto_metadata) throw new Error(`column ${name} has no data here`);
    const dictionary = Number(meta.dictionary_page_offset ?? 0);
    const data = Number(meta.data_page_offset);
    const start = dictionary > 0 && dictionary < data ? dictionary : data;
    const end = start + Number(meta.total_compressed_size);
    if (!(start >= PARQUET_MAGIC.length && end >= start && end <= this.dataEnd)) {
      throw new Error(`column ${name} lies at bytes ${start} to ${end} of ${this.dataEnd}`);
    }
    if (meta.num_values !== group.num_rows) {
      throw new Error(`column ${name} has ${meta.num_values} values for ${group.num_rows} rows`);
    }
    return { ...column, codec: meta.codec, start, end, rows: Number(group.num_rows) };
  }
}

function readFooter(file: RandomAccess): { metadata: FileMetaData; start: number } {
  const tail = Buffer.from(file.read(file.size - TAIL_BYTES, TAIL_BYTES));
  if (tail.toString('latin1', TAIL_BYTES - PARQUET_MAGIC.length) !== PARQUET_MAGIC) {
    throw new Error(`the file ends without ${PARQUET_MAGIC}: it is cut off, or encrypted`);
  }
  const length = tail.readUInt32LE(0);
  const start = file.size - TAIL_BYTES - length;
  if (start < PARQUET_MAGIC.length) throw new Error(`${length} bytes in a file of ${file.size}`);
  if (length > MAX_FOOTER_BYTES)
    throw tooLarge(`the Parquet footer has ${length} bytes, more than ${MAX_FOOTER_BYTES}`);
  const bytes = file.read(start, length + TAIL_BYTES);
  checkThrift(bytes.subarray(0, length));
  return { metadata: parquetMetadata(bytes, { geoparquet: false }), start };
}

/** @throws InputError if there is none, or one is nested */
function columnsOf({ schema }: FileMetaData): Column[] {
  const [root, ...elements] = schema;
  const nested = elements.find((element) => element.num_children || element.repetition_type === 'REPEATED');
  if (nested) {
    throw new InputError(
      InputErrorCode.BAD_HEADER,
      `column ${nested.name} of the Parquet file is nested: no flow log writes such a column`,
    );
  }
  if (!root || elements.length === 0 || root.num_children !== elements.length) {
    throw new Error(`${root?.num_children} columns are said, ${elements.length} are described`);
  }
  return elements.map((element) => ({
    name: element.name,
    type: columnType(element),
    optional: element.repetition_type !== 'REQUIRED',
  }));
}

function sizeOf({ columns, num_rows: rows }: RowGroup): number {
  const sizes = columns.map(({ meta_data: meta }) => Number(meta?.total_uncompressed_size));
  for (const size of [...sizes, Number(rows)]) {
    if (!(Number.isSafeInteger(size) && size >= 0)) throw new Error(`a size of ${size}`);
  }
  return sizes.reduce((sum, size) => sum + size, 0);
}

function decoding<T>(where: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw asInputError(where, error);
  }
}

/** The library and the decoders fail in many ways, and all of them mean the same. */
function asInputError(where: string, error: unknown): unknown {
  if (error instanceof InputError || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  // what the library says where a part is missing is about its own insides
  return damaged(
    where,
    error instanceof TypeError ? 'a part is missing or of another kind' : (error as Error).message,
  );
}

function damaged(where: string, what: string): InputError {
  return new InputError(InputErrorCode.DAMAGED, `Parquet is damaged: ${where}: ${what}`);
}

function tooLarge(what: string): InputError {
  return new InputError(InputErrorCode.TOO_LARGE, `${what}; raise the limit or split the object`);
}
