import { InputError, InputErrorCode } from '../../input/input-error';
import type { RandomAccess } from '../../input/spooled-file';
import { type FileMetaData, parquetMetadata } from '../hyparquet';
import { PARQUET_MAGIC } from '../magic';
import { checkThrift } from './check-thrift';
import { type ColumnChunk, ColumnCursor } from './column-cursor';
import { type ColumnType, columnType, type ParquetValue } from './column-type';

/** Largest row group, in bytes after decompression. Pages of all its columns are in memory together. */
export const MAX_ROW_GROUP_BYTES = 256 * 1024 ** 2;

/** Largest footer, in bytes. An ordinary footer has some thousand bytes for each row group. */
const MAX_FOOTER_BYTES = 8 * 1024 ** 2;

const TAIL_BYTES = 8;

type RowGroup = FileMetaData['row_groups'][number];

/** A column of the schema. */
interface SchemaColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly optional: boolean;
}

/**
 * Reads flat Parquet files row by row, with one page of each column in memory. The reader checks every size and count
 * before it uses it, so that a hostile file ends in an error, not in an endless loop or in memory exhaustion.
 */
export class ParquetReader {
  private readonly columns: readonly SchemaColumn[];
  private readonly metadata: FileMetaData;
  private readonly dataEnd: number;
  /** Bytes after decompression of the pages so far. */
  private spent = 0;

  /**
   * @param maxBytes limit for the data after decompression; each value counts as at least one byte
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

  /** Name of the program that wrote the file. */
  get createdBy(): string | undefined {
    return this.metadata.created_by;
  }

  /**
   * Returns the rows, with values in the order of the columns. The array is reused for the next row.
   *
   * @throws InputError if the data are damaged or compressed with an unsupported codec
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
        `the row groups have ${rows} rows together; the footer states ${this.metadata.num_rows}`,
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
        throw tooLarge(`${where} of the Parquet file has more data than its footer states`);
    };
    return this.columns.map((column) => new ColumnCursor(this.file, this.chunkOf(column, group), spend));
  }

  private chunkOf({ name, ...column }: SchemaColumn, group: RowGroup): ColumnChunk {
    const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join('.') === name);
    const meta = found?.meta_data;
    if (!meta || found.file_path || found.crypto_metadata)
      throw new Error(`column ${name} has no data in this file`);
    const dictionary = Number(meta.dictionary_page_offset ?? 0);
    const data = Number(meta.data_page_offset);
    const start = dictionary > 0 && dictionary < data ? dictionary : data;
    const end = start + Number(meta.total_compressed_size);
    if (!(start >= PARQUET_MAGIC.length && end >= start && end <= this.dataEnd)) {
      throw new Error(
        `column ${name} is at bytes ${start} to ${end}, outside of the ${this.dataEnd} bytes of data`,
      );
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
    throw new Error(`the file does not end with ${PARQUET_MAGIC}: it is truncated or encrypted`);
  }
  const length = tail.readUInt32LE(0);
  const start = file.size - TAIL_BYTES - length;
  if (start < PARQUET_MAGIC.length)
    throw new Error(`a footer of ${length} bytes does not fit into a file of ${file.size}`);
  if (length > MAX_FOOTER_BYTES)
    throw tooLarge(`the Parquet footer has ${length} bytes, more than ${MAX_FOOTER_BYTES}`);
  const bytes = file.read(start, length + TAIL_BYTES);
  checkThrift(bytes.subarray(0, length));
  return { metadata: parquetMetadata(bytes, { geoparquet: false }), start };
}

/** @throws InputError if a column is nested; Error if there is no column */
function columnsOf({ schema }: FileMetaData): SchemaColumn[] {
  const [root, ...elements] = schema;
  const nested = elements.find((element) => element.num_children || element.repetition_type === 'REPEATED');
  if (nested) {
    throw new InputError(
      InputErrorCode.BAD_HEADER,
      `column ${nested.name} of the Parquet file is nested. Flow logs have flat columns only.`,
    );
  }
  if (!root || elements.length === 0 || root.num_children !== elements.length) {
    throw new Error(`the root states ${root?.num_children} columns, the schema describes ${elements.length}`);
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
    if (!(Number.isSafeInteger(size) && size >= 0)) throw new Error(`${size} is not a valid size`);
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

/** Returns the errors of the library and the decoders as errors of damaged input. */
function asInputError(where: string, error: unknown): unknown {
  if (error instanceof InputError || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  // a missing part makes the library throw a TypeError about its own variables
  return damaged(
    where,
    error instanceof TypeError ? 'a part is missing or has another type' : (error as Error).message,
  );
}

function damaged(where: string, what: string): InputError {
  return new InputError(InputErrorCode.DAMAGED, `Parquet is damaged: ${where}: ${what}`);
}

function tooLarge(what: string): InputError {
  return new InputError(InputErrorCode.TOO_LARGE, `${what}. Raise the limit or split the object.`);
}
