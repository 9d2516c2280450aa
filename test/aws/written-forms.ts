import { gzipSync } from 'node:zlib';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { FIELDS_BY_NAME, FieldType } from '../../aws/fields';
import { LogFormat } from '../../aws/format';

/** Records by the names of their fields, in whatever form they are then written; `-` is no value. */
export interface Written {
  readonly names: readonly string[];
  readonly records: readonly (readonly string[])[];
}

export const LOG_GROUP = '/vpc/flow-logs';
export const OWNER = '123456789012';

/** A line for each record. */
export function linesOf({ records }: Written): string[] {
  return records.map((record) => record.join(' '));
}

/** The format that has to be declared where there is no header. */
export function formatOf({ names }: Pick<Written, 'names'>): LogFormat {
  return LogFormat.parse(names.map((name) => `\${${name}}`).join(' '));
}

/** As delivered to S3: gzip, with a header. */
export function asText(written: Written): Buffer {
  return gzipSync([written.names.join(' '), ...linesOf(written), ''].join('\n'));
}

/** As delivered to S3 in Parquet: types of the guide, `_` for `-`, GZIP. */
export function asParquet({ names, records }: Written): Buffer {
  const columnData = names.map((name, index): ColumnSource => {
    const values = records.map((record) => record[index] as string);
    return { name: name.replaceAll('-', '_'), nullable: true, ...typed(name, values) };
  });
  const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
  return Buffer.from(parquetWriteBuffer({ columnData, codec: 'GZIP', compressors }));
}

/** Numbers have nulls; texts keep their sign for none. Numbers that AWS's own type can not hold are texts. */
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

/** As a subscription of CloudWatch Logs delivers: batches of events, each compressed, one after the other. */
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

/** A batch of log events as CloudWatch Logs sends it. */
export function envelope(
  logEvents: readonly unknown[],
  messageType = 'DATA_MESSAGE',
): Record<string, unknown> {
  return {
    messageType,
    owner: OWNER,
    logGroup: LOG_GROUP,
    logStream: 'eni-0123456789abcdef0-all',
    subscriptionFilters: ['lake'],
    logEvents,
  };
}

/** As Firehose delivers: documents that follow each other, some of several lines, with line breaks or without. */
export function asFirehose(written: Written): Buffer {
  const lines = linesOf(written);
  const documents: string[] = [];
  for (let start = 0; start < lines.length; start += start % 3 === 0 ? 1 : 2) {
    const message = lines.slice(start, start + (start % 3 === 0 ? 1 : 2)).join('\n');
    documents.push(JSON.stringify({ message }));
  }
  return Buffer.from(documents.map((document, index) => document + (index % 2 === 0 ? '\n' : '')).join(''));
}
