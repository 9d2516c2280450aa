import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { normalize } from '../../aws/normalize';
import type { NormalizeOptions } from '../../aws/normalize-options';
import { InputErrorCode } from '../../flows/input/input-error';
import { sql } from '../support/duckdb';
import { chunks, temporaryDirectory } from '../support/normalized';
import { contentBelow, filesBelow, partitionsOf, tableIn } from '../support/table-files';
import { fileOf, NO_TRAFFIC, record, SAMPLE_KEY } from './sample-records';

interface Given extends NormalizeOptions {
  readonly source?: string;
  readonly chunkSize?: number;
  readonly directory?: string;
}

async function normalized(
  bytes: Uint8Array | string,
  { source = SAMPLE_KEY, chunkSize, directory = temporaryDirectory(), ...options }: Given = {},
) {
  const result = await normalize({ source, bytes: chunks(bytes, chunkSize) }, directory, options);
  return { directory, ...result };
}

/** Records before and after midnight, one without traffic, an invalid one, and unknown fields. */
const MIXED = fileOf(
  { start: '1795391999', end: '1795392059', 'new-field': 'x' },
  { start: '1795392000', end: '1795392059', 'new-field': '-' },
  { ...NO_TRAFFIC, start: '-', end: '-', 'new-field': '-' },
  { bytes: 'many', 'new-field': '-' },
  { bytes: '9223372036854775807', 'new-field': 'y' },
);

describe('an object', () => {
  test('is written as rows and rejects in partitions by day', async () => {
    const { directory, outputs, summary } = await normalized(MIXED);
    const partition = 'cloud=aws/account_id=123456789012/region=eu-west-1';
    expect(partitionsOf(directory, 'flows')).toEqual([
      `${partition}/day=2026-11-22`,
      `${partition}/day=2026-11-23`,
    ]);
    expect(partitionsOf(directory, 'rejects')).toEqual([`${partition}/day=2026-11-22`]);
    expect(outputs.map(({ rows }) => rows)).toEqual([3, 1, 1]);
    expect(summary).toMatchObject({ records: 5, rows: 4, rejects: 1, newest: 1_795_392_059_000n });
    expect(summary.bytesOut).toBe(840n + 840n + 9_223_372_036_854_775_807n);
    expect({ ...summary.byStatus }).toEqual({ ok: 3, nodata: 1 });
    expect({ ...summary.byRejectCode }).toEqual({ 'not-a-number': 1 });
    expect({ ...summary.unknownFields }).toEqual({ 'new-field': 2 });
  });

  test('is identified by its key and line', async () => {
    const { directory } = await normalized(MIXED);
    const rows = await sql(`
      select source_row, account_id, owner_account_id, region, flow_log_id, source, bytes_out, extra
      from ${tableIn(directory, 'flows')}
      union all by name
      select source_row, account_id, region, flow_log_id, source from ${tableIn(directory, 'rejects')}
      order by source_row`);
    const origin = {
      account_id: '123456789012',
      region: 'eu-west-1',
      flow_log_id: 'fl-0123456789abcdef0',
      source: SAMPLE_KEY,
    };
    expect(rows).toMatchObject([
      { ...origin, source_row: 2n, owner_account_id: '123456789010', extra: '{"new-field":"x"}' },
      { ...origin, source_row: 3n, bytes_out: 840n, extra: null },
      { ...origin, source_row: 4n, bytes_out: null },
      { ...origin, source_row: 5n, owner_account_id: null },
      { ...origin, source_row: 6n, bytes_out: 9_223_372_036_854_775_807n },
    ]);
  });

  test('can be compressed or not, and read in chunks of any size', async () => {
    const expected = contentBelow((await normalized(MIXED)).directory);
    expect(Object.keys(expected)).toHaveLength(3);
    for (const bytes of [Buffer.from(MIXED), gzipSync(MIXED)]) {
      for (const chunkSize of [1, 100, 65_536]) {
        const { directory, bytes: count } = await normalized(bytes, { chunkSize });
        expect(contentBelow(directory)).toEqual(expected);
        expect(count).toEqual({ stored: bytes.length, inflated: MIXED.length });
      }
    }
  });

  test('that is delivered twice has one output set', async () => {
    const first = await normalized(MIXED);
    const before = contentBelow(first.directory);
    const second = await normalized(MIXED, { directory: first.directory });
    expect(contentBelow(first.directory)).toEqual(before);
    expect(second.outputs).toEqual(first.outputs);
  });

  test('with another key has its own output set', async () => {
    const { directory } = await normalized(fileOf({}));
    await normalized(fileOf({}), { directory, source: `${SAMPLE_KEY}?versionId=2` });
    expect(filesBelow(directory)).toHaveLength(2);
  });

  test.each([
    ['nothing', ''],
    ['only a header', fileOf().split('\n', 1)[0] ?? ''],
  ])('with %s writes no file', async (_, bytes) => {
    const { directory, outputs, summary } = await normalized(bytes);
    expect(outputs).toEqual([]);
    expect(filesBelow(directory)).toEqual([]);
    expect(summary.records).toBe(0);
  });

  test('without a header is read with the declared format', async () => {
    const { summary } = await normalized(`${record()}\n`, { format: LogFormat.AWS_DEFAULT });
    expect(summary).toMatchObject({ rows: 1, rejects: 0 });
  });

  test('without an account in its key has the account of its records', async () => {
    const { directory, origin } = await normalized(fileOf({}), { source: 'downloads/one.log' });
    expect(origin).toEqual({ cloud: 'aws', source: 'downloads/one.log' });
    expect(partitionsOf(directory, 'flows')).toEqual([
      'cloud=aws/account_id=123456789010/region=__HIVE_DEFAULT_PARTITION__/day=2026-11-22',
    ]);
  });
});

describe('an object that cannot be read', () => {
  // the error occurs after more than a row group and a reject were written
  const long = fileOf({ bytes: 'many' }, ...new Array(20_000).fill({}));

  test.each<[string, InputErrorCode, Uint8Array | string, NormalizeOptions]>([
    ['is cut off', InputErrorCode.DAMAGED, gzipSync(long).subarray(0, -1), {}],
    [
      'contains other bytes after the end',
      InputErrorCode.DAMAGED,
      Buffer.concat([gzipSync(long), Buffer.from('x')]),
      {},
    ],
    ['is too large', InputErrorCode.TOO_LARGE, gzipSync(long), { maxBytes: long.length - 1 }],
    ['has an invalid header', InputErrorCode.BAD_HEADER, `${long}srcaddr srcaddr\n`, {}],
    [
      'has a header that differs from the declared format',
      InputErrorCode.FORMAT_DISAGREES,
      `${long}srcaddr\n`,
      { format: LogFormat.AWS_DEFAULT },
    ],
    ['specifies no fields', InputErrorCode.NO_FORMAT, record(), {}],
  ])('because it %s leaves no files', async (_, code, bytes, options) => {
    const directory = temporaryDirectory();
    const attempt = normalized(bytes, { directory, ...options });
    await expect(attempt).rejects.toMatchObject({ name: 'InputError', code });
    expect(filesBelow(directory)).toEqual([]);
  });

  test('does not change the output of an earlier object', async () => {
    const { directory } = await normalized(MIXED);
    const before = contentBelow(directory);
    const cut = gzipSync(MIXED).subarray(0, -1);
    await expect(normalized(cut, { directory })).rejects.toThrow('damaged');
    expect(contentBelow(directory)).toEqual(before);
  });

  test('because its source fails leaves no files', async () => {
    const directory = temporaryDirectory();
    async function* failing() {
      yield Buffer.from(long);
      throw new Error('connection lost');
    }
    const attempt = normalize({ source: SAMPLE_KEY, bytes: failing() }, directory);
    await expect(attempt).rejects.toThrow('connection lost');
    expect(filesBelow(directory)).toEqual([]);
  });
});
