import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { Kernel } from '../../flows/kernel/kernel';
import { compareParquetFile } from '../../fuzz/compare-parquet';
import { sql } from '../support/duckdb';
import { temporaryDirectory } from '../support/normalized';
import { expectSame } from './both-readers';
import { SAMPLE } from './sample-records';
import { asParquet } from './written-forms';

const COMPRESSORS = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };

/** Texts that a line can contain, and texts that it cannot. */
const TEXTS = [
  ...[
    '-',
    '',
    'None',
    'nan',
    'NaT',
    '<NA>',
    'OK',
    'ACCEPT',
    '192.0.2.1',
    '2001:db8::1',
    '1795341600',
    '42',
    '-7',
  ],
  ...[
    'two words',
    'tab\there',
    'line\nbreak',
    'nul\0',
    'del\x7f',
    'grün',
    '\u{1f600}',
    ' ',
    'a',
    'ab',
    'abc',
    'abcd',
  ],
  'x'.repeat(300),
];
const LONG_TEXTS = ['y'.repeat(40_000), 'z'.repeat(66_000)];

const text = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG_TEXTS) },
  { weight: 10, arbitrary: fc.string({ maxLength: 40 }) },
);
const bytes = fc.oneof(
  text.map((value) => Buffer.from(value)),
  fc.uint8Array({ minLength: 1, maxLength: 20 }),
);
const int32 = fc.oneof(
  fc.integer({ min: -12, max: 20_000 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.constantFrom(9_999, 10_000, 99_999_999, 100_000_000, 1_795_341_600),
);
const int64 = fc.oneof(
  fc.bigInt({ min: -12n, max: 20_000n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(
    2n ** 53n - 1n,
    2n ** 53n,
    2n ** 53n + 1n,
    1_795_341_600n,
    1_795_341_600_000n,
    123_456_789_012n,
  ),
);
const double = fc.oneof(
  fc.double(),
  fc.integer({ min: 0, max: 70_000 }),
  fc.constantFrom(Number.NaN, 1e30, -0),
);

/** Types, their values, and the encodings that the writer has for them. */
const TYPES = [
  ['STRING', text, ['PLAIN', 'RLE_DICTIONARY', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY']],
  ['BYTE_ARRAY', bytes, ['PLAIN', 'RLE_DICTIONARY', 'DELTA_LENGTH_BYTE_ARRAY']],
  ['INT32', int32, ['PLAIN', 'RLE_DICTIONARY', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT']],
  ['INT64', int64, ['PLAIN', 'RLE_DICTIONARY', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT']],
  ['DOUBLE', double, ['PLAIN', 'RLE_DICTIONARY', 'BYTE_STREAM_SPLIT']],
  ['BOOLEAN', fc.boolean(), ['PLAIN']],
  ['TIMESTAMP', fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), ['PLAIN']],
] as const;

const NAMES = [
  ...[
    'version',
    'account_id',
    'interface_id',
    'srcaddr',
    'dstaddr',
    'srcport',
    'protocol',
    'packets',
    'bytes',
  ],
  ...[
    'start',
    'end',
    'action',
    'log_status',
    'region',
    'instance_tag',
    'new_field',
    'ecs_cluster_name',
    'type',
  ],
];

/** Any values of one column. Few distinct ones, so that dictionaries pay off. */
function columnOf(name: string, rows: number): fc.Arbitrary<ColumnSource> {
  const arbitraries = TYPES.map(([type, value, encodings]) =>
    fc
      .tuple(
        fc.array(value as fc.Arbitrary<unknown>, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...encodings),
        fc.infiniteStream(fc.nat({ max: 32 })),
        fc.boolean(),
      )
      .map(([values, encoding, picks, nullable]) => {
        const data = Array.from({ length: rows }, () => {
          const pick = picks.next().value as number;
          return nullable && pick > 30 ? null : (values[pick % values.length] as never);
        });
        return { name, data, type, encoding, nullable } as ColumnSource;
      }),
  );
  return fc.oneof(...arbitraries);
}

const anyParquet = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }),
    fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 3000 })),
    fc.constantFrom('UNCOMPRESSED', 'SNAPPY', 'GZIP'),
    fc.constantFrom(1, 7, 1000, 5000),
    fc.constantFrom(100, 5000, 1_000_000),
  )
  .chain(([names, rows, codec, rowGroupSize, pageSize]) =>
    fc.tuple(...['dstport', ...names].map((name) => columnOf(name, rows))).map((columnData) => ({
      columnData,
      codec: codec as 'SNAPPY',
      compressors: COMPRESSORS,
      rowGroupSize: Math.max(rowGroupSize, Math.floor(rows / 8)),
      pageSize,
    })),
  );

/** A file that DuckDB writes for a query. */
async function duckdbFile(query: string, options: string): Promise<Buffer> {
  const path = join(temporaryDirectory(), 'file.parquet');
  await sql(`copy (${query}) to '${path}' (format parquet, ${options})`);
  return readFileSync(path);
}

describe('reading column by column gives the same as reading row by row', () => {
  test('for any values, types, encodings, codecs and page sizes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyParquet, async (file) => {
        await expectSame({ source: 'a.parquet', bytes: Buffer.from(parquetWriteBuffer(file)) });
      }),
      { numRuns: 25 },
    );
  });

  test('for rejects with more text than each can have a row for', { timeout: 120_000 }, async () => {
    const data = Array.from({ length: 1100 }, () => 'z'.repeat(66_000));
    const columnData = [
      { name: 'dstport', data: data.map(() => 0n), type: 'INT64' as const },
      { name: 'srcport', data, type: 'STRING' as const, encoding: 'RLE_DICTIONARY' as const },
    ];
    await expectSame({ source: 'a.parquet', bytes: Buffer.from(parquetWriteBuffer({ columnData })) });
  });

  test.each([
    ['uncompressed', 'v1'],
    ['gzip', 'v1'],
    ['snappy', 'v2'],
    ['zstd', 'v2'],
  ])('for a file of DuckDB with compression %s and encodings of %s', async (codec, version) => {
    const query = `
      select 2::utinyint as version, (123456789012 - i % 3)::bigint as account_id, 'eni-' || (i % 50) as interface_id,
        '192.0.2.' || (i % 256) as srcaddr, if(i % 7 = 0, null, '2001:db8::' || i) as dstaddr, (i % 65536)::integer as srcport,
        (i * 7 % 65536)::double as dstport, 6::hugeint as protocol, (9223372036854775807 - i)::ubigint as packets,
        (i * 1000003)::bigint as bytes, timestamp '2026-11-22 10:00:00' + to_seconds(i) as start, 1795341600 + i as "end",
        if(i % 11 = 0, 'two words', 'ACCEPT') as action, null::varchar as log_status, i % 2 = 0 as quantum,
        (i::decimal(18, 2) / 4)::decimal(18, 2) as price, date '2026-11-22' as instance_tag, repeat('é', i % 3) as az_id
      from range(5000) as numbers(i)`;
    const bytes = await duckdbFile(
      query,
      `compression '${codec}', parquet_version '${version}', row_group_size 2048`,
    );
    const { result } = await expectSame({ source: 'a.parquet', bytes });
    expect(result?.summary.records).toBe(5_000);
    expect(result?.summary.rejects).toBeGreaterThan(400);
  });

  const names = Object.keys(SAMPLE);
  const changes = [{}, { bytes: '9007199254740993' }, { action: 'x y' }, { srcaddr: '-' }, {}];
  const small = asParquet({
    names,
    records: changes.map((change) => Object.values({ ...SAMPLE, ...change })),
  });

  test('for a file with a changed byte', { timeout: 120_000 }, async () => {
    let read = 0;
    for (let at = 4; at < small.length; at += 23) {
      const changed = Buffer.from(small);
      changed[at] = (changed[at] as number) ^ (1 << (at % 7));
      const { error } = await expectSame({ source: 'a.parquet', bytes: changed });
      if (error === undefined) read++;
    }
    expect(read).toBeGreaterThan(0);
  });

  test('for dictionaries that exceed the memory of the kernel', () => {
    const data = (name: string) =>
      Array.from({ length: 40_000 }, (_, row) => `${name}-${row}`.padEnd(200, '.'));
    const columnData = ['vpc_id', 'subnet_id'].map((name): ColumnSource => {
      return { name, data: data(name), type: 'STRING', encoding: 'RLE_DICTIONARY' };
    });
    const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 40_000 }));
    expect(compareParquetFile(bytes, new Kernel())).toBeUndefined();
  });

  test('for a file with more fields than the kernel reads', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      name: `f${index}`,
      data: [`v${index}`, null, 'a b'],
    }));
    const columnData = [{ name: 'srcaddr', data: ['::1', '::2', '::3'] }, ...many];
    const { result } = await expectSame({
      source: 'a.parquet',
      bytes: Buffer.from(parquetWriteBuffer({ columnData })),
    });
    expect(result?.summary).toMatchObject({ records: 3, rows: 3 });
  });
});
