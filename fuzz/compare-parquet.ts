import { flowLogFields } from '../aws/parquet/flow-log-fields';
import { tokenFormat } from '../aws/parquet/token';
import { InputError } from '../flows/input/input-error';
import { MAX_LINE_BYTES } from '../flows/input/lines';
import type { RandomAccess } from '../flows/input/spooled-file';
import type { Kernel } from '../flows/kernel/kernel';
import type { ParquetValue } from '../flows/parquet/read/column-type';
import { ParquetReader } from '../flows/parquet/read/parquet-reader';
import { RowText, type RowTokens } from '../flows/parquet/tokens/row-text';
import type { TokenFormat } from '../flows/parquet/tokens/token-format';
import { fuzzParquet } from './fuzz-parquet';

/** Reads the Parquet file of a seed. Returns a description of the difference, or undefined. */
export function compareParquet(seed: number, kernel: Kernel): string | undefined {
  return compareParquetFile(fuzzParquet(seed), kernel);
}

/** Reads a Parquet file column by column and row by row. Returns a description of the difference, or undefined. */
export function compareParquetFile(bytes: Buffer, kernel: Kernel): string | undefined {
  const byColumn = rowsOf(bytes, (reader, formats) => readColumns(reader, formats, kernel));
  const byRow = rowsOf(bytes, readRows);
  const length = Math.max(byColumn.rows.length, byRow.rows.length);
  if (byColumn.failed !== byRow.failed) {
    return `${byRow.failed ?? 'no error'} by row, ${byColumn.failed ?? 'no error'} by column: ${bytes.toString('base64')}`;
  }
  for (let row = 0; row < length && byRow.failed === undefined; row++) {
    if (byColumn.rows[row] === byRow.rows[row]) continue;
    return `row ${row} is ${byRow.rows[row]} by row, ${byColumn.rows[row]} by column: ${bytes.toString('base64')}`;
  }
  return undefined;
}

type ReadRows = (reader: ParquetReader, formats: readonly TokenFormat[]) => string[];

function rowsOf(bytes: Buffer, read: ReadRows): { rows: readonly string[]; failed?: string } {
  try {
    const reader = new ParquetReader(inMemory(bytes));
    return { rows: read(reader, flowLogFields(reader).map(tokenFormat)) };
  } catch (error) {
    if (error instanceof InputError) return { rows: [], failed: error.name };
    throw error;
  }
}

function readColumns(reader: ParquetReader, formats: readonly TokenFormat[], kernel: Kernel): string[] {
  const rows: string[] = [];
  const text = new RowText(kernel, reader, reader.columns, formats);
  for (let written = text.next(); written; written = text.next()) {
    const lines = Buffer.from(written.lines).toString('latin1').split('\n').slice(0, -1);
    if (lines.length !== written.rows) throw new Error(`${lines.length} lines for ${written.rows} rows`);
    for (const [index, line] of lines.entries()) {
      const tokens = written.exceptions.get(written.first + index);
      if (tokens && isPrintable(tokens)) throw new Error(`row ${written.first + index} is no exception`);
      rows.push(tokens ? textOf(tokens) : JSON.stringify(line.split(' ')));
    }
  }
  return rows;
}

function readRows(reader: ParquetReader, formats: readonly TokenFormat[]): string[] {
  return Array.from(reader.rows(), (row) =>
    textOf(row.map((value, index) => (formats[index] as TokenFormat).tokenOf(value as ParquetValue))),
  );
}

function textOf(tokens: RowTokens): string {
  return JSON.stringify(tokens.map((token) => (typeof token === 'string' ? token : [...token])));
}

/** Whether a line can contain the tokens. */
function isPrintable(tokens: RowTokens): boolean {
  const text = tokens.join('');
  return (
    text.length + tokens.length <= MAX_LINE_BYTES && tokens.every((token) => /^[!-~]+$/.test(String(token)))
  );
}

function inMemory(bytes: Buffer): RandomAccess {
  const read = (offset: number, length: number) => {
    if (!(offset >= 0 && offset + length <= bytes.length)) throw new RangeError(`${offset}, ${length}`);
    return Uint8Array.from(bytes.subarray(offset, offset + length));
  };
  return { size: bytes.length, read };
}
