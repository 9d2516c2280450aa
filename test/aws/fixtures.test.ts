import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIELDS_BY_NAME } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { type FlowRow, flowColumn, type Value } from '../../flows/columns';
import { InputErrorCode } from '../../flows/input/input-error';
import { FIXTURES, hasFixtures } from '../support/fixtures';
import { readLines } from '../support/normalized';

/** Expected values of a record by AWS field name; null or absent without a value. */
type ExpectedRecord = Readonly<Record<string, string | number | null>>;

function fixture(path: string): string {
  return readFileSync(join(FIXTURES, path), 'utf8');
}

function jsonLines<T>(path: string): T[] {
  return fixture(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** A format of the given field names, separated by spaces. */
function formatOf(names: string): LogFormat {
  return LogFormat.parse(names.replace(/\S+/g, '${$&}'));
}

/** Converts a value of a log to the value of its column. */
function tableValue(name: string, value: string | number): [column: string, value: Value] {
  const column = FIELDS_BY_NAME.get(name)?.column;
  if (!column) throw new Error(`no such field: ${name}`);
  const { type, words } = flowColumn(column);
  if (words) return [column, String(value).toLowerCase()];
  if (type === 'timestamp') return [column, instant(value)];
  if (type === 'int64') return [column, BigInt(value)];
  return [column, type === 'int32' ? Number(value) : value];
}

function instant(value: string | number): bigint {
  const seconds = Number(value);
  return BigInt(Number.isNaN(seconds) ? Date.parse(String(value)) : seconds * 1000);
}

/** Splits a line into values by field. */
function split(text: string, line: number, names: readonly string[]): ExpectedRecord {
  const tokens = text.split('\n')[line]?.split(' ') ?? [];
  expect(tokens).toHaveLength(names.length);
  return Object.fromEntries(tokens.map((token, index) => [names[index], token === '-' ? null : token]));
}

/** Compares a row with a record, in every field of the format. */
function expectSame(row: FlowRow | undefined, record: ExpectedRecord, names: readonly string[]): void {
  const expected = names.map((name) => {
    const value = record[name] ?? null;
    return value === null ? [FIELDS_BY_NAME.get(name)?.column, null] : tableValue(name, value);
  });
  expect(expected.length).toBeGreaterThan(0);
  expect(row).toMatchObject(Object.fromEntries(expected));
}

describe.skipIf(!hasFixtures)('records that others published', () => {
  test('a delivered file of version 2', async () => {
    const { rows, rejects } = await readLines(fixture('centralized-logging-with-opensearch/vpcflow.log'));
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(17);
    expect(rows.filter(({ status }) => status === 'nodata')).toHaveLength(7);
    const sum = (column: 'bytes_out' | 'packets_out') =>
      rows.reduce((total, row) => total + (row[column] ?? 0n), 0n);
    expect([sum('bytes_out'), sum('packets_out')]).toEqual([559n, 10n]);
  });

  test('a file without a final line break', async () => {
    const { rows, rejects } = await readLines(fixture('datadog-forwarder/vpc_header.log'));
    expect(rejects).toEqual([]);
    expect(rows.map((row) => [row.src_port, row.dst_port, row.bytes_out])).toEqual([
      [443, 49_152, 840n],
      [49_152, 443, 640n],
    ]);
  });

  test.each([
    ['v3', 0],
    ['v4', 0],
    ['v5', 1],
    ['v6', 0],
  ])('a file of %s gives the values that another library reads', async (version, rejected) => {
    const text = fixture(`flowlogs-reader/${version}_file.log`);
    const expected: ExpectedRecord[] = JSON.parse(fixture(`flowlogs-reader/${version}_file.expected.json`));
    const { rows, rejects } = await readLines(text);
    expect(rejects).toHaveLength(rejected);
    expect(rows).toHaveLength(expected.length);
    const names = text.split('\n', 1)[0]?.trim().split(' ') ?? [];
    for (const [index, record] of expected.entries()) {
      const entries = Object.entries(record).map(([key, value]) => [key.replaceAll('_', '-'), value]);
      expectSame(rows[index], Object.fromEntries(entries), names);
    }
  });

  test('records of the default format without a header', async () => {
    const format = LogFormat.AWS_DEFAULT;
    const text = fixture('flowlogs-reader/v2_records.txt');
    const { rows, rejects } = await readLines(text, { format });
    expect(rejects).toEqual([]);
    expect(rows.map(({ action }) => action)).toEqual(['accept', 'accept', 'reject', null, null]);
    expect(rows.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'nodata', 'skipdata']);
    for (const [index, row] of rows.entries())
      expectSame(row, split(text, index, format.names), format.names);
  });

  test('a record with times in milliseconds', async () => {
    const options = { format: LogFormat.AWS_DEFAULT };
    const { rows, rejects } = await readLines(fixture('flowlogs-reader/v2_millis.txt'), options);
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([
      { start_time: 1_512_564_058_000n, end_time: 1_512_564_059_000n, status: 'skipdata' },
    ]);
  });

  interface Case {
    readonly format: string;
    readonly line: string;
    readonly fields: ExpectedRecord;
  }

  const cases = hasFixtures ? jsonLines<Case>('aws-docs-via-vrl/cases.jsonl') : [];

  test.each(cases)('the example of the AWS guide: $line', async ({ format, line, fields }) => {
    const { rows, rejects } = await readLines(line, { format: formatOf(format) });
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(1);
    expectSame(rows[0], fields, format.split(' '));
  });

  test('fields in alphabetical order are read by name', async () => {
    const [skipdata] = jsonLines<{ format: string; line: string }>('issue-lines/lines.jsonl');
    const { format = '', line = '' } = skipdata ?? {};
    const { names } = formatOf(format);
    expect(names).toHaveLength(29);
    const { rows, rejects } = await readLines(line, { format: formatOf(format) });
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([{ version: 5, status: 'skipdata', az_id: 'apne1-az1', action: null }]);
    expectSame(rows[0], split(line, 0, names), names);
  });

  test('a line with a time before the record is rejected', async () => {
    const line = jsonLines<{ line: string }>('issue-lines/lines.jsonl')[1]?.line ?? '';
    await expect(readLines(line)).rejects.toMatchObject({ code: InputErrorCode.NO_FORMAT });
    expect((await readLines(line, { format: LogFormat.V5 })).rejects).toHaveLength(1);
  });

  test('a custom format of version 5', async () => {
    const text = fixture('msaad00-vpc/vpc_flow_logs_raw_sample.log');
    const names = text.split('\n', 1)[0]?.split(' ') ?? [];
    const { rows, rejects } = await readLines(text);
    expect(rejects).toEqual([]);
    expect(rows.map(({ initiator }) => initiator)).toEqual(['src', 'dst', 'dst', 'src', null, null]);
    for (const [index, row] of rows.entries()) expectSame(row, split(text, index + 1, names), names);
  });

  test.each(['v1.0.0-rc.2', 'v1.1.0', 'v1.5.0'])('a file with commas (%s) is rejected', async (version) => {
    const reading = readLines(fixture(`ocsf-examples/${version}/vpcflowlog.raw`));
    await expect(reading).rejects.toMatchObject({ code: InputErrorCode.NO_FORMAT });
  });
});
