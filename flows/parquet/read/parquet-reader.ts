import { InputError, InputErrorCode } from '../../input/input-error';
import type { RandomAccess } from '../../input/spooled-file';
import type { FileMetaData } from '../hyparquet';
import { PARQUET_MAGIC } from '../magic';
import type { ColumnChunk } from './chunk-pages';
import { ColumnCursor } from './column-cursor';
import type { ParquetValue } from './column-type';
import { readFooter } from './footer';
import { type LeafColumn, leafColumns } from './leaf-columns';
import { MAX_ROW_GROUP_BYTES, TextBudget, tooLarge } from './limits';
import { ListCursor } from './list-cursor';

type RowGroup = FileMetaData['row_groups'][number];

/** A value of a row; a list for a repeated column. */
export type RowValue = ParquetValue | readonly ParquetValue[];

/** A row group with rows, and its columns that are read. */
export interface ReadableGroup {
  /** Name of the row group, for errors. */
  readonly where: string;
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
  /** Receives the size of each page before it is read. Throws if a limit is exceeded. */
  readonly spend: (bytes: number) => void;
}

/**
 * Reads Parquet files. The reader checks every size and count before it uses it, so that a hostile file ends in an error,
 * not in an endless loop or in memory exhaustion.
 */
export class ParquetReader {
  /** The columns that have values, in the order of the file. */
  readonly columns: readonly LeafColumn[];
  /** Number of rows. */
  readonly rowCount: number;
  /** Limit for the text of the rows. */
  readonly text: TextBudget;
  private readonly metadata: FileMetaData;
  private readonly dataEnd: number;
  /** Bytes after decompression of the pages so far. */
  private spent = 0;

  /**
   * @param maxBytes limit for the data after decompression; each value counts as at least one byte
   * @throws InputError if the footer is damaged, or the file is too large
   */
  constructor(
    readonly file: RandomAccess,
    private readonly maxBytes = Number.POSITIVE_INFINITY,
  ) {
    const { metadata, dataEnd } = decoding('the footer', () => readFooter(file));
    this.metadata = metadata;
    this.dataEnd = dataEnd;
    this.columns = decoding('the schema', () => leafColumns(metadata));
    this.text = new TextBudget(file.size, maxBytes);
    this.rowCount = this.checkSize();
  }

  /** Name of the program that wrote the file. */
  get createdBy(): string | undefined {
    return this.metadata.created_by;
  }

  /**
   * Returns the rows, with values in the order of the given columns: a list of values for a repeated column. The array is
   * reused for the next row.
   *
   * @throws InputError if the data are damaged or compressed with an unsupported codec
   */
  *rows(columns = this.columns): Generator<readonly RowValue[]> {
    const row = new Array<RowValue>(columns.length);
    const text = (bytes: number) => this.text.spend(bytes);
    for (const { where, rows, chunks, spend } of this.groups(columns)) {
      const cursors = chunks.map((chunk) =>
        chunk.maxRepetition === 0
          ? new ColumnCursor(this.file, chunk, spend)
          : new ListCursor(this.file, chunk, spend, text),
      );
      for (let number = 0; number < rows; number++) {
        for (const [index, cursor] of cursors.entries()) {
          row[index] = decodingColumn(where, columns[index] as LeafColumn, () => cursor.next());
        }
        yield row;
      }
    }
  }

  /**
   * Returns the row groups that have rows.
   *
   * @throws InputError if a column is not in the file
   */
  *groups(columns: readonly LeafColumn[]): Generator<ReadableGroup> {
    for (const [index, group] of this.metadata.row_groups.entries()) {
      // writers give a row group without rows no pages
      if (group.num_rows === 0n) continue;
      const where = `row group ${index + 1}`;
      const chunks = decoding(where, () => this.chunksOf(columns, group));
      yield { where, rows: Number(group.num_rows), chunks, spend: this.spender(where) };
    }
  }

  /** Checks the sizes that the footer states, and returns the number of rows. */
  private checkSize(): number {
    const { row_groups: groups } = this.metadata;
    const bytes = groups.map((group) => decoding('the footer', () => sizeOf(group)));
    const rows = groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
    if (rows !== Number(this.metadata.num_rows)) {
      throw damaged(
        'the footer',
        `the row groups have ${rows} rows together; the footer states ${this.metadata.num_rows}`,
      );
    }
    const total = Math.max(
      rows * this.columns.length,
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
    return rows;
  }

  private spender(where: string): (bytes: number) => void {
    let inGroup = 0;
    return (bytes) => {
      inGroup += bytes;
      this.spent += bytes;
      if (inGroup > MAX_ROW_GROUP_BYTES || this.spent > this.maxBytes)
        throw tooLarge(`${where} of the Parquet file has more data than its footer states`);
    };
  }

  private chunksOf(columns: readonly LeafColumn[], group: RowGroup): ColumnChunk[] {
    const byName = new Map(
      group.columns.map((column) => [column.meta_data?.path_in_schema.join('.'), column]),
    );
    return columns.map((column) => this.chunkOf(column, byName.get(column.name), group));
  }

  private chunkOf(
    { name, ...column }: LeafColumn,
    found: RowGroup['columns'][number] | undefined,
    group: RowGroup,
  ): ColumnChunk {
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
    // a list without elements counts as a value
    const isRepeated = column.maxRepetition > 0;
    if (isRepeated ? meta.num_values < group.num_rows : meta.num_values !== group.num_rows) {
      throw new Error(`column ${name} has ${meta.num_values} values for ${group.num_rows} rows`);
    }
    return { ...column, codec: meta.codec, start, end, values: Number(meta.num_values) };
  }
}

/** An error of a column that is in a group or repeated, in a file that must have flat columns. */
export function nested({ nestedIn, name }: LeafColumn): InputError {
  return new InputError(
    InputErrorCode.BAD_HEADER,
    `column ${nestedIn ?? name} of the Parquet file is nested. Flow logs have flat columns only.`,
  );
}

/** Runs a function that decodes a column. Its errors become errors of damaged input. */
export function decodingColumn<T>(where: string, { name }: LeafColumn, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw asInputError(`${where}, column ${name}`, error);
  }
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
