import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FLOW_COLUMNS, type FlowRow, type Value } from '../../flows/columns';
import type { Origin } from '../../flows/origin';
import { REJECT_COLUMNS, RejectCode } from '../../flows/rejects';
import { TableWriter } from '../../flows/table-writer';
import { sql } from '../support/duckdb';
import { temporaryDirectory } from '../support/normalized';
import { contentBelow, filesBelow, parquetRows, partitionsOf, tableIn } from '../support/table-files';

const ORIGIN: Origin = { cloud: 'aws', source: 'logs/one.log.gz' };
const NOON = BigInt(Date.parse('2026-11-22T12:00:00Z'));
const INT64_MAX = 9_223_372_036_854_775_807n;
const DUCKDB_TYPES = {
  string: 'VARCHAR',
  int32: 'INTEGER',
  int64: 'BIGINT',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
};

function rowOf(values: Partial<FlowRow>): Value[] {
  const row: Partial<FlowRow> = {
    cloud: 'aws',
    log_type: 'vpc',
    account_id: '123456789012',
    region: 'eu-west-1',
    source: ORIGIN.source,
    start_time: NOON,
    ...values,
  };
  return FLOW_COLUMNS.map(({ name }) => row[name as keyof FlowRow] ?? null);
}

/** Writes a table of the given rows to a new directory. */
function written(rows: readonly Partial<FlowRow>[], origin: Origin = ORIGIN): string {
  const directory = temporaryDirectory();
  const table = new TableWriter(directory, origin);
  for (const row of rows) table.row(rowOf(row));
  table.finish();
  return directory;
}

describe('a written table is readable', () => {
  const VALUES: Partial<FlowRow>[] = [
    { source_row: 1n, packets_out: 0n, bytes_out: INT64_MAX, src_port: 65_535, extra: '{"a":"b"}' },
    {
      source_row: 2n,
      packets_out: null,
      bytes_out: 9_007_199_254_740_993n,
      src_port: 0,
      instance_tag: 'é 漢 🙂',
    },
    { source_row: 3n, start_time: NOON + 123n, end_time: NOON + 999n, encryption_status: 2_147_483_647 },
  ];

  test('by hyparquet, every column of every row', async () => {
    const directory = written(VALUES);
    const [file = ''] = filesBelow(directory);
    const expected = VALUES.map((values) => {
      const row = rowOf(values);
      const cell = (index: number, type: string) =>
        type === 'timestamp' && row[index] !== null ? new Date(Number(row[index])) : row[index];
      return Object.fromEntries(FLOW_COLUMNS.map(({ name, type }, index) => [name, cell(index, type)]));
    });
    expect(await parquetRows(join(directory, file))).toEqual(expected);
  });

  test('by DuckDB, exactly', async () => {
    const rows = await sql(`
      select source_row, packets_out, bytes_out, src_port, instance_tag, extra, encryption_status,
        strftime(start_time, '%Y-%m-%dT%H:%M:%S.%g') as start, epoch_ms(end_time) as ending
      from ${tableIn(written(VALUES), 'flows')} order by source_row`);
    const time = '2026-11-22T12:00:00';
    expect(rows).toMatchObject([
      { packets_out: 0n, bytes_out: INT64_MAX, src_port: 65_535, extra: '{"a":"b"}', start: `${time}.000` },
      {
        packets_out: null,
        bytes_out: 9_007_199_254_740_993n,
        src_port: 0,
        instance_tag: 'é 漢 🙂',
        extra: null,
      },
      { start: `${time}.123`, ending: NOON + 999n, encryption_status: 2_147_483_647, instance_tag: null },
    ]);
  });

  test('with the columns and types of the catalog, and times in UTC', async () => {
    const directory = written(VALUES);
    const rows = await sql(`describe select * exclude (filename) from ${tableIn(directory, 'flows')}`);
    const expected = FLOW_COLUMNS.map(({ name, type }) => [name, DUCKDB_TYPES[type]]);
    expect(rows.map((row) => [row.column_name, row.column_type])).toEqual(expected);
  });
});

describe('partitions', () => {
  const prefix = 'cloud=aws/account_id=123456789012/region=eu-west-1';

  test('have the account, the region, and the day of the event', () => {
    const midnight = BigInt(Date.parse('2026-11-23T00:00:00Z'));
    const directory = written([
      { start_time: midnight - 1n, end_time: midnight + 59_000n },
      { start_time: midnight },
      { start_time: midnight, region: 'us-east-1' },
      { start_time: midnight, account_id: '210987654321' },
      { start_time: midnight - 1n },
    ]);
    expect(partitionsOf(directory, 'flows')).toEqual([
      `${prefix}/day=2026-11-22`,
      `${prefix}/day=2026-11-23`,
      'cloud=aws/account_id=123456789012/region=us-east-1/day=2026-11-23',
      'cloud=aws/account_id=210987654321/region=eu-west-1/day=2026-11-23',
    ]);
  });

  test.each<[string, Partial<FlowRow>, string | undefined, string]>([
    ['the start', { end_time: NOON + 86_400_000n }, '2026-11-30', '2026-11-22'],
    ['the end, without a start', { start_time: null, end_time: NOON }, '2026-11-30', '2026-11-22'],
    ['the delivery, without a time', { start_time: null }, '2026-11-30', '2026-11-30'],
    ['nothing', { start_time: null }, undefined, '__HIVE_DEFAULT_PARTITION__'],
  ])('take the day from %s', (_, values, day, expected) => {
    expect(partitionsOf(written([values], { ...ORIGIN, day }), 'flows')).toEqual([
      `${prefix}/day=${expected}`,
    ]);
  });

  test('of unknown values have the name that engines use for null', () => {
    const unknown = '__HIVE_DEFAULT_PARTITION__';
    const directory = written([{ account_id: null, region: null }]);
    const expected = `cloud=aws/account_id=${unknown}/region=${unknown}/day=2026-11-22`;
    expect(partitionsOf(directory, 'flows')).toEqual([expected]);
  });

  test.each([
    '../../../escaped',
    '..',
    '/etc/passwd',
    'a\\..\\b',
    'a=b/c=d',
    'new\nline',
    'nul\u0000',
    '%2e%2e',
    'käse',
    '🙂',
  ])('escape the hostile value %j', async (hostile) => {
    const directory = written([{ account_id: hostile, region: hostile }]);
    expect(filesBelow(directory)).toHaveLength(1);
    expect(filesBelow(directory)[0]).toMatch(
      /^flows\/cloud=aws\/account_id=[\w.%-]+\/region=[\w.%-]+\/day=2026-11-22\/one-[0-9a-f]{32}\.parquet$/,
    );
    const [, , account = '', region = ''] = filesBelow(directory)[0]?.split('/') ?? [];
    expect(decodeURIComponent(account)).toBe(`account_id=${hostile}`);
    expect(decodeURIComponent(region)).toBe(`region=${hostile}`);
  });

  test('contain files whose name depends on the source only', () => {
    const name = (source: string) => basename(filesBelow(written([{}], { ...ORIGIN, source }))[0] ?? '');
    expect(name('a/one.log.gz')).toMatch(/^one-[0-9a-f]{32}\.parquet$/);
    expect(name('a/one.log.gz')).toBe(name('a/one.log.gz'));
    expect(name('b/one.log.gz')).not.toBe(name('a/one.log.gz'));
    expect(name('a/one.log.gz?versionId=1')).not.toBe(name('a/one.log.gz'));
    expect(name('a/../../b c.txt')).toMatch(/^b-c-[0-9a-f]{32}\.parquet$/);
    expect(name('a/')).toMatch(/^source-[0-9a-f]{32}\.parquet$/);
    expect(name(`a/${'x'.repeat(1_000)}`).length).toBeLessThan(255);
  });
});

describe('many rows', () => {
  const COUNT = 45_000;
  const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];

  function* manyRows(accounts: number): Generator<Partial<FlowRow>> {
    for (let index = 0; index < COUNT; index++) {
      const account_id = ACCOUNTS[index % accounts] as string;
      const bytes_out = index % 7 === 0 ? null : BigInt(index);
      // a column that is empty for more than a row group, and then has values
      const instance_tag = index > 40_000 ? `tag ${index}` : null;
      yield { account_id, source_row: BigInt(index), bytes_out, instance_tag };
    }
  }

  async function rowGroups(directory: string): Promise<number> {
    const metadata = `parquet_metadata('${directory}/flows/**/*.parquet')`;
    return (await sql(`select distinct file_name, row_group_id from ${metadata}`)).length;
  }

  test('keep their order and sums in several row groups of one file', async () => {
    const directory = written([...manyRows(1)]);
    const table = tableIn(directory, 'flows');
    const [found] = await sql(`
      select count(*) as rows, sum(bytes_out)::bigint as bytes, count(instance_tag) as tags,
        bool_and(file_row_number = source_row) as in_order
      from ${table.replace('filename', 'file_row_number')}`);
    const rows = [...manyRows(1)];
    const bytes = rows.reduce((sum, { bytes_out }) => sum + (bytes_out ?? 0n), 0n);
    expect(found).toEqual({ rows: BigInt(COUNT), bytes, tags: 4_999n, in_order: true });
    expect(await rowGroups(directory)).toBeGreaterThan(1);
  });

  test('keep their order in each of several files', async () => {
    const directory = written([...manyRows(3)]);
    const groups = await sql(`
      select account_id, count(*) as rows, sum(bytes_out)::bigint as bytes,
        bool_and(source_row = 3 * file_row_number + account_id[1]::int - 1) as in_order
      from ${tableIn(directory, 'flows').replace('filename', 'file_row_number')}
      group by account_id order by account_id`);
    const expected = ACCOUNTS.map((account_id) => {
      const rows = [...manyRows(3)].filter((row) => row.account_id === account_id);
      const bytes = rows.reduce((sum, { bytes_out }) => sum + (bytes_out ?? 0n), 0n);
      return { account_id, rows: BigInt(rows.length), bytes, in_order: true };
    });
    expect(groups).toEqual(expected);
    // no single file fills a row group: the bound of memory applies to all of them together
    expect(await rowGroups(directory)).toBeGreaterThan(ACCOUNTS.length);
  });
});

describe('rejects', () => {
  const origin: Origin = {
    ...ORIGIN,
    accountId: '123456789012',
    region: 'eu-west-1',
    flowLogId: 'fl-0123456789abcdef0',
    day: '2026-11-22',
  };

  test('have a table of their own, with everything that was received', async () => {
    const directory = temporaryDirectory();
    const table = new TableWriter(directory, origin);
    const bytes = Buffer.from([0x61, 0xff, 0x00]);
    table.reject({ sourceRow: 2n, code: RejectCode.NOT_A_NUMBER, detail: 'bytes: "x"', raw: 'a\tb 漢' });
    table.reject({
      sourceRow: 3n,
      code: RejectCode.NOT_UTF8,
      detail: 'no text',
      raw: 'a\ufffd',
      rawBytes: bytes,
    });
    const outputs = table.finish();
    expect(partitionsOf(directory, 'rejects')).toEqual([
      'cloud=aws/account_id=123456789012/region=eu-west-1/day=2026-11-22',
    ]);
    expect(outputs.map(({ rows }) => rows)).toEqual([2]);
    const rows = await parquetRows(outputs[0]?.path ?? '');
    expect(Object.keys(rows[0] ?? {})).toEqual(REJECT_COLUMNS.map(({ name }) => name));
    const same = {
      cloud: 'aws',
      account_id: '123456789012',
      region: 'eu-west-1',
      flow_log_id: 'fl-0123456789abcdef0',
      source: ORIGIN.source,
    };
    expect(rows).toEqual([
      {
        ...same,
        source_row: 2n,
        code: 'not-a-number',
        detail: 'bytes: "x"',
        raw: 'a\tb 漢',
        raw_base64: null,
        records: 1n,
      },
      {
        ...same,
        source_row: 3n,
        code: 'not-utf8',
        detail: 'no text',
        raw: 'a\ufffd',
        raw_base64: 'Yf8A',
        records: 1n,
      },
    ]);
  });

  test('of a source without an account are partitioned by null', () => {
    const directory = temporaryDirectory();
    const table = new TableWriter(directory, ORIGIN);
    table.reject({ sourceRow: 1n, code: RejectCode.TOO_FEW_FIELDS, detail: '1', raw: 'x' });
    table.finish();
    const unknown = '__HIVE_DEFAULT_PARTITION__';
    expect(partitionsOf(directory, 'rejects')).toEqual([
      `cloud=aws/account_id=${unknown}/region=${unknown}/day=${unknown}`,
    ]);
  });
});

describe('an output set', () => {
  test('of an empty source has no file', () => {
    expect(filesBelow(written([]))).toEqual([]);
  });

  test('lists its files with their rows, in order', () => {
    const directory = temporaryDirectory();
    const table = new TableWriter(directory, ORIGIN);
    table.found(4);
    for (const region of ['us-east-1', 'eu-west-1', 'us-east-1']) table.row(rowOf({ region }));
    table.reject({ sourceRow: 9n, code: RejectCode.TOO_FEW_FIELDS, detail: '1', raw: 'x' });
    const outputs = table.finish();
    expect(outputs.map(({ rows }) => rows)).toEqual([1, 2, 1]);
    expect(outputs.map(({ path }) => path)).toEqual(
      filesBelow(directory).map((path) => join(directory, path)),
    );
    expect(table.summary).toMatchObject({ rows: 3, rejects: 1, records: 4 });
  });

  test('is invisible to readers before it is complete, and leaves no file if it is discarded', () => {
    const directory = temporaryDirectory();
    const table = new TableWriter(directory, ORIGIN);
    table.row(rowOf({}));
    table.reject({ sourceRow: 9n, code: RejectCode.TOO_FEW_FIELDS, detail: '1', raw: 'x' });
    for (const file of filesBelow(directory)) expect(basename(file)).toMatch(/^\./);
    table.discard();
    expect(filesBelow(directory)).toEqual([]);
  });

  test('overwrites a previous set with the same bytes', () => {
    const directory = written([{ src_port: 1 }, { src_port: null }]);
    const before = contentBelow(directory);
    const table = new TableWriter(directory, ORIGIN);
    for (const src_port of [1, null]) table.row(rowOf({ src_port }));
    for (const { path } of table.finish()) expect(readFileSync(path).length).toBeGreaterThan(0);
    expect(contentBelow(directory)).toEqual(before);
  });
});
