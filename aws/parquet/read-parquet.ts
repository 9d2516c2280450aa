import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import { spooled } from '../../flows/input/spooled-file';
import type { Origin } from '../../flows/origin';
import { CREATED_BY } from '../../flows/parquet/parquet-file';
import type { ParquetValue } from '../../flows/parquet/read/column-type';
import { nested, ParquetReader } from '../../flows/parquet/read/parquet-reader';
import { RejectCode } from '../../flows/rejects';
import type { FlowSink } from '../../flows/table-writer';
import { FIELDS_BY_NAME } from '../fields';
import { RecordReader } from '../record-reader';
import { recordSchemaOf } from '../text/record-schema';
import { type TokenOf, tokenOf } from './token';

const SEPARATOR = ' ';
const SHOWN_NAMES = 5;

/**
 * Reads flow log records from a Parquet file of AWS, or of a tool that rewrote such a file. The reader finds columns by
 * name, in any order and of any type. Every row of the file becomes a row or a reject, numbered from 1.
 *
 * @throws InputError if the file is damaged, too large, or not a flow log
 */
export async function readParquet(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  maxBytes?: number,
): Promise<void> {
  await spooled(bytes, (file) => {
    const reader = new ParquetReader(file, maxBytes);
    const names = fieldNames(reader);
    const records = new RecordReader(origin, sink);
    records.useSchema(recordSchemaOf(names, 'the Parquet file'));
    sink.found(reader.rowCount);
    readRows(reader, names.map(tokenOf), records);
  });
}

/**
 * Returns the field names of the columns: Parquet columns have `_` instead of `-`.
 *
 * @throws InputError if no column is a field of a flow log
 */
function fieldNames({ columns, createdBy }: ParquetReader): string[] {
  const nestedColumn = columns.find(({ nestedIn }) => nestedIn !== undefined);
  if (nestedColumn) throw nested(nestedColumn);
  const names = columns.map(({ name }) => name);
  const fields = names.map((name) => name.toLowerCase().replaceAll('_', '-'));
  if (createdBy === CREATED_BY)
    throw notAFlowLog('is a table that this normalizer wrote. Read the raw files instead.');
  if (fields.some((name) => FIELDS_BY_NAME.has(name))) return fields;
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
  throw notAFlowLog(
    `contains no field of a flow log. Its columns are ${names.slice(0, SHOWN_NAMES).join(', ')}${more}.`,
  );
}

function readRows(reader: ParquetReader, tokensOf: readonly TokenOf[], records: RecordReader): void {
  reader.text.checkRows(reader.rowCount, reader.columns.length);
  let position = 0n;
  for (const values of reader.rows()) {
    position++;
    const tokens = values.map((value, index) => (tokensOf[index] as TokenOf)(value as ParquetValue));
    reader.text.spend(lengthOf(tokens));
    if (tokens.every((token) => typeof token === 'string')) readRow(tokens, position, records);
    else rejectBytes(tokens, position, records);
  }
}

function readRow(tokens: readonly string[], position: bigint, records: RecordReader): void {
  const text = tokens.join(SEPARATOR);
  const length = Buffer.byteLength(text);
  if (length <= MAX_LINE_BYTES) records.record(tokens, text, position);
  else records.reject(position, tooLong(length), text.slice(0, MAX_LINE_BYTES));
}

function rejectBytes(
  tokens: readonly (string | Uint8Array)[],
  position: bigint,
  records: RecordReader,
): void {
  const separator = Buffer.from(SEPARATOR);
  const bytes = Buffer.concat(tokens.flatMap((token) => [separator, Buffer.from(token as string)])).subarray(
    1,
  );
  if (bytes.length > MAX_LINE_BYTES) {
    records.reject(position, tooLong(bytes.length), bytes.toString('utf8', 0, MAX_LINE_BYTES));
    return;
  }
  const problem = new BadValue(RejectCode.NOT_UTF8, 'a value is not valid UTF-8');
  records.reject(position, problem, bytes.toString('utf8'), bytes);
}

/** Length of the tokens as text: characters, which are at most the bytes, with a delimiter after each token. */
function lengthOf(tokens: readonly (string | Uint8Array)[]): number {
  return tokens.reduce((sum, { length }) => sum + length + 1, 0);
}

function tooLong(length: number): BadValue {
  return new BadValue(RejectCode.LINE_TOO_LONG, `${length} bytes in one row`);
}

function notAFlowLog(what: string): InputError {
  return new InputError(InputErrorCode.BAD_HEADER, `the Parquet file ${what}`);
}
