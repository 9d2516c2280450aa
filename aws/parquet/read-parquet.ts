import { spooled } from '../../flows/input/spooled-file';
import type { ParquetValue } from '../../flows/parquet/read/column-type';
import { ParquetReader } from '../../flows/parquet/read/parquet-reader';
import { RowText } from '../../flows/parquet/tokens/row-text';
import type { TokenFormat } from '../../flows/parquet/tokens/token-format';
import type { AwsKernelReading, AwsReading } from '../forms/aws-form';
import { areEventColumns } from '../ocsf/parquet-event';
import { readOcsfParquet } from '../ocsf/read-ocsf-parquet';
import type { RecordException } from '../record-sink';
import { readTokens } from '../reference-record-sink';
import { flowLogFields } from './flow-log-fields';
import { rowRecord } from './row-record';
import { tokenFormat } from './token';

const WHERE = 'the Parquet file';

/**
 * Reads flow log records from a Parquet file of AWS, or of a tool that rewrote such a file. The reader finds columns by
 * name, in any order and of any type. Every row of the file becomes a row or a reject, numbered from 1. The reader
 * decodes the file column by column and writes the rows as lines of text to the sink.
 *
 * @throws InputError if the file is damaged, too large, or not a flow log
 */
export function readParquet(bytes: AsyncIterable<Uint8Array>, reading: AwsKernelReading): Promise<void> {
  const { kernel, records: sink } = reading;
  return withFile(bytes, reading, (reader, formats) => {
    const text = new RowText(kernel, reader, reader.columns, formats);
    for (let written = text.next(); written; written = text.next()) {
      const { first, rows, lines } = written;
      const exceptions = new Map<bigint, RecordException>();
      for (const [row, tokens] of written.exceptions) {
        const position = BigInt(row + 1);
        exceptions.set(position, (records) =>
          rowRecord(tokens, position, {
            record: (all, line) => readTokens(records, all, line, position),
            reject: (...problem) => records.reject(...problem),
          }),
        );
      }
      sink.lines({ bytes: lines, count: rows, first: BigInt(first + 1), exceptions });
    }
  });
}

/** Does the same as `readParquet` row by row, which defines the expected result. */
export function readParquetByRow(bytes: AsyncIterable<Uint8Array>, reading: AwsReading): Promise<void> {
  return withFile(bytes, reading, (reader, formats) => {
    reader.text.checkRows(reader.rowCount, reader.columns.length);
    let position = 0n;
    for (const values of reader.rows()) {
      position++;
      const tokens = values.map((value, index) =>
        (formats[index] as TokenFormat).tokenOf(value as ParquetValue),
      );
      reader.text.spend(tokens.reduce((sum, { length }) => sum + length + 1, 0));
      rowRecord(tokens, position, reading.records);
    }
  });
}

async function withFile(
  bytes: AsyncIterable<Uint8Array>,
  { origin, records: sink, maxBytes }: AwsReading,
  read: (reader: ParquetReader, formats: readonly TokenFormat[]) => void,
): Promise<void> {
  await spooled(bytes, (file) => {
    const reader = new ParquetReader(file, maxBytes);
    if (areEventColumns(reader.columns)) {
      readOcsfParquet(reader, origin, sink);
      return;
    }
    const names = flowLogFields(reader);
    sink.useFields(names, WHERE);
    sink.found(reader.rowCount);
    read(reader, names.map(tokenFormat));
    sink.end();
  });
}
