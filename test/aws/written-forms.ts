import { gzipSync } from 'node:zlib';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { FIELDS_BY_NAME, FieldType } from '../../aws/fields';
import { LogFormat } from '../../aws/format';

/** Records by field name, for any input format. `-` is a missing value. */
export interface Written {
  readonly names: readonly string[];
  readonly records: readonly (readonly string[])[];
}

export const LOG_GROUP = '/vpc/flow-logs';
export const LOG_STREAM = 'eni-0123456789abcdef0-all';
export const OWNER = '123456789012';

/** One line per record. */
export function linesOf({ records }: Written): string[] {
  return records.map((record) => record.join(' '));
}

/** The format to declare if there is no header. */
export function formatOf({ names }: Pick<Written, 'names'>): LogFormat {
  return LogFormat.parse(names.map((name) => `\${${name}}`).join(' '));
}

/** Text as delivered to S3: gzip, with a header. */
export function asText(written: Written): Buffer {
  return gzipSync([written.names.join(' '), ...linesOf(written), ''].join('\n'));
}

/** Parquet as delivered to S3: types of the guide, `_` for `-`, GZIP. */
export function asParquet({ names, records }: Written): Buffer {
  const columnData = names.map((name, index): ColumnSource => {
    const values = records.map((record) => record[index] as string);
    return { name: name.replaceAll('-', '_'), nullable: true, ...typed(name, values) };
  });
  const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
  return Buffer.from(parquetWriteBuffer({ columnData, codec: 'GZIP', compressors }));
}

/** Missing numbers are null, missing texts are `-`. Numbers outside the range of AWS's type are texts. */
function typed(name: string, values: readonly string[]): Pick<ColumnSource, 'type' | 'data'> {
  const type = FIELDS_BY_NAME.get(name)?.fieldType;
  const fits = (bits: number) => values.every((value) => value === '-' || isWithin(value, bits));
  const orNull = <T>(of: (value: string) => T) => values.map((value) => (value === '-' ? null : of(value)));
  if (type === FieldType.INT_32 && fits(32)) return { type: 'INT32', data: orNull(Number) };
  if (type === FieldType.INT_64 && fits(64)) return { type: 'INT64', data: orNull(BigInt) };
  return { type: 'STRING', data: [...values] };
}

function isWithin(value: string, bits: number): boolean {
  return /^\d+$/.test(value) && BigInt.asIntN(bits, BigInt(value)) === BigInt(value);
}

/** Documents of a CloudWatch Logs subscription: batches of events, each compressed, one after the other. */
export function asCloudWatch(written: Written, batch = 2): Buffer {
  const lines = linesOf(written);
  const documents = [
    envelope([{ id: '0', timestamp: 1, message: 'CWL CONTROL MESSAGE' }], 'CONTROL_MESSAGE'),
  ];
  for (let start = 0; start < lines.length; start += batch) {
    const events = lines.slice(start, start + batch).map((message, index) => ({
      id: `${start + index}`,
      timestamp: 1_795_341_600_000,
      message,
      extractedFields: { version: '2' },
    }));
    documents.push(envelope(events));
  }
  return Buffer.concat(documents.map((document) => gzipSync(JSON.stringify(document))));
}

/** A batch of log events of CloudWatch Logs. */
export function envelope(
  logEvents: readonly unknown[],
  messageType = 'DATA_MESSAGE',
): Record<string, unknown> {
  return {
    messageType,
    owner: OWNER,
    logGroup: LOG_GROUP,
    logStream: LOG_STREAM,
    subscriptionFilters: ['lake'],
    logEvents,
  };
}

/** Documents of Firehose: one after the other, some with several lines, with and without line breaks. */
export function asFirehose(written: Written): Buffer {
  const lines = linesOf(written);
  const documents: string[] = [];
  for (let start = 0; start < lines.length; start += start % 3 === 0 ? 1 : 2) {
    const message = lines.slice(start, start + (start % 3 === 0 ? 1 : 2)).join('\n');
    documents.push(JSON.stringify({ message }));
  }
  return Buffer.from(documents.map((document, index) => document + (index % 2 === 0 ? '\n' : '')).join(''));
}
