import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { InputError, InputErrorCode } from '../../../flows/input/input-error';
import { ParquetReader, type RowValue } from '../../../flows/parquet/read/parquet-reader';
import { sql } from '../../support/duckdb';
import { temporaryDirectory } from '../../support/normalized';

const COMPRESSORS = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };

/** Returns a file in memory. */
function fileOf(bytes: Uint8Array) {
  const read = (offset: number, length: number) => {
    if (offset < 0 || offset + length > bytes.length) throw new RangeError(`${offset}, ${length}`);
    return Uint8Array.from(bytes.subarray(offset, offset + length));
  };
  return { size: bytes.length, read };
}

function rowsOf(bytes: Uint8Array, maxBytes?: number): RowValue[][] {
  return Array.from(new ParquetReader(fileOf(bytes), maxBytes).rows(), (row) => [...row]);
}

function written(columnData: ColumnSource[], options = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

/** Returns a file that DuckDB writes for a query. */
async function duckdbFile(query: string, options: string): Promise<Uint8Array> {
  const path = join(temporaryDirectory(), 'file.parquet');
  await sql(`copy (${query}) to '${path}' (format parquet, ${options})`);
  return readFileSync(path);
}

const TYPES = `
  select i::integer as whole, (9223372036854775807 - i)::bigint as long, 'text ' || i % 7 as repeated,
    'text ' || hash(i) as text, i / 4 as fraction, i % 3 = 0 as flag, if(i % 5 = 0, null, i)::bigint as gaps,
    null::varchar as nothing, 7::integer as same, (i * 1000)::uinteger as natural, (i % 200 - 100)::tinyint as tiny,
    timestamp '2026-11-22 10:00:00' + to_microseconds(i * 1000) as moment, (i::decimal(18, 2) / 4)::decimal(18, 2) as price
  from range(5000) as numbers(i)`;

const EXPECTED = Array.from({ length: 5000 }, (_, i) => i);

describe('reads what DuckDB writes', () => {
  const codecs = ['uncompressed', 'snappy', 'gzip', 'zstd'];

  test.each(codecs.flatMap((codec) => ['v1', 'v2'].map((version) => [codec, version])))(
    'with compression %s and encodings of %s',
    async (codec, version) => {
      const bytes = await duckdbFile(
        TYPES,
        `compression '${codec}', parquet_version '${version}', row_group_size 2048`,
      );
      const rows = rowsOf(bytes);
      expect(rows.map((row) => row[0])).toEqual(EXPECTED);
      expect(rows.map((row) => row[1])).toEqual(EXPECTED.map((i) => 9_223_372_036_854_775_807n - BigInt(i)));
      expect(rows.map((row) => row[2])).toEqual(EXPECTED.map((i) => `text ${i % 7}`));
      expect(rows.map((row) => row[4])).toEqual(EXPECTED.map((i) => i / 4));
      expect(rows.map((row) => row[5])).toEqual(EXPECTED.map((i) => i % 3 === 0));
      expect(rows.map((row) => row[6])).toEqual(EXPECTED.map((i) => (i % 5 === 0 ? null : BigInt(i))));
      expect(new Set(rows.map((row) => row[7]))).toEqual(new Set([null]));
      expect(new Set(rows.map((row) => row[8]))).toEqual(new Set([7]));
      expect(rows.map((row) => Number(row[9]))).toEqual(EXPECTED.map((i) => i * 1000));
      expect(rows.map((row) => row[10])).toEqual(EXPECTED.map((i) => (i % 200) - 100));
      const start = Date.parse('2026-11-22T10:00:00Z');
      expect(rows.map((row) => row[11])).toEqual(EXPECTED.map((i) => new Date(start + i)));
      expect(rows.slice(0, 5).map((row) => row[12])).toEqual([0n, '0.25', '0.50', '0.75', 1n]);
      const text = await sql(`select 'text ' || hash(i) as text from range(5000) as numbers(i)`);
      expect(rows.map((row) => row[3])).toEqual(text.map((row) => row.text));
    },
  );
});

test.each(['brotli', 'lz4', 'lz4_raw'])(
  'rejects a file with compression %s, with the supported ones',
  async (codec) => {
    const bytes = await duckdbFile('select 1 as a', `compression '${codec}'`);
    expect(() => rowsOf(bytes)).toThrow(
      expect.objectContaining({
        code: InputErrorCode.UNSUPPORTED,
        message: expect.stringMatching(
          /^Parquet compression (BROTLI|LZ4|LZ4_RAW) is not supported\. Rewrite the file with one of UNCOMPRESSED, GZIP, SNAPPY, ZSTD\.$/,
        ),
      }),
    );
  },
);

describe('reads what hyparquet-writer writes', () => {
  test.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP'] as const)('with compression %s', (codec) => {
    const columns: ColumnSource[] = [
      { name: 'required', data: ['a', 'b', 'c'], type: 'STRING', nullable: false },
      { name: 'optional', data: [1n, null, 9_223_372_036_854_775_807n], type: 'INT64' },
      { name: 'flag', data: [true, false, null], type: 'BOOLEAN' },
      { name: 'time', data: [new Date(0), null, new Date('2026-11-22')], type: 'TIMESTAMP' },
    ];
    expect(rowsOf(written(columns, { codec, compressors: COMPRESSORS }))).toEqual([
      ['a', 1n, true, new Date(0)],
      ['b', null, false, null],
      ['c', 9_223_372_036_854_775_807n, null, new Date('2026-11-22')],
    ]);
  });

  test.each(['PLAIN', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT'] as const)('numbers as %s', (encoding) => {
    const data = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1n : -1n) * 3n ** BigInt(i % 39));
    expect(rowsOf(written([{ name: 'a', data, type: 'INT64', encoding }])).flat()).toEqual(data);
    const small = data.map((value) => Number(BigInt.asIntN(32, value)));
    expect(rowsOf(written([{ name: 'a', data: small, type: 'INT32', encoding }])).flat()).toEqual(small);
  });

  test.each(['PLAIN', 'RLE_DICTIONARY', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY'] as const)(
    'texts as %s',
    (encoding) => {
      const data = Array.from(
        { length: 1000 },
        (_, i) => ['', 'flow', 'flows', 'flöße', 'eni-01'][i % 5] as string,
      );
      expect(rowsOf(written([{ name: 'a', data, type: 'STRING', encoding }])).flat()).toEqual(data);
    },
  );

  test('with bytes that are not valid UTF-8', () => {
    const data = [Uint8Array.of(0x61, 0xff), Uint8Array.of(0x62)];
    const bytes = written([{ name: 'a', data, type: 'BYTE_ARRAY' }]);
    expect(rowsOf(bytes).flat()).toEqual([Uint8Array.of(0x61, 0xff), 'b']);
  });

  test('without rows', () => {
    expect(rowsOf(written([{ name: 'a', data: [], type: 'STRING' }]))).toEqual([]);
  });
});

describe('reads nested columns', () => {
  const query = `
    select {'ip': if(i % 3 = 0, null, 'ip ' || i), 'deep': if(i % 5 = 0, null, {'number': i})} as endpoint,
      if(i % 7 = 0, null, list_transform(range(i % 4), x -> if(x = 1, null, x + i))) as numbers,
      map {'a': i::varchar, 'b': null} as pairs
    from range(3000) as rows(i)`;

  test.each(['v1', 'v2'])('with encodings of %s', async (version) => {
    const bytes = await duckdbFile(
      query,
      `compression 'zstd', parquet_version '${version}', row_group_size 2048`,
    );
    const reader = new ParquetReader(fileOf(bytes));
    expect(reader.columns.map(({ name }) => name)).toEqual([
      'endpoint.ip',
      'endpoint.deep.number',
      'numbers.list.element',
      'pairs.key_value.key',
      'pairs.key_value.value',
    ]);
    const expected = Array.from({ length: 3000 }, (_, i) => [
      i % 3 === 0 ? null : `ip ${i}`,
      i % 5 === 0 ? null : BigInt(i),
      i % 7 === 0 ? [] : Array.from({ length: i % 4 }, (_, x) => (x === 1 ? null : BigInt(x + i))),
      ['a', 'b'],
      [`${i}`, null],
    ]);
    expect(rowsOf(bytes)).toEqual(expected);
  });

  test('truncated anywhere or with any byte changed: rows or an error', async () => {
    const bytes = await duckdbFile(`${query} limit 20`, "compression 'uncompressed'");
    for (let at = 4; at < bytes.length; at += 3) {
      expect(attempt(bytes.subarray(0, at)), `${at}`).toBeInstanceOf(InputError);
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] as number) ^ 0x41;
      attempt(changed);
    }
  });
});

const SMALL = written(
  [
    { name: 'number', data: [1n, null, 3n, 4n, 5n], type: 'INT64' },
    { name: 'text', data: ['a', 'b', 'a', 'b', 'a'], type: 'STRING' },
  ],
  { codec: 'GZIP', compressors: COMPRESSORS, rowGroupSize: 3 },
);

/** Returns the rows, or the error of the input. Throws any other error. */
function attempt(bytes: Uint8Array): RowValue[][] | InputError {
  try {
    return rowsOf(bytes);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

describe('a damaged file', () => {
  test('is rejected if it is truncated anywhere', () => {
    for (let length = 0; length < SMALL.length; length++) {
      expect(attempt(SMALL.subarray(0, length)), `${length}`).toMatchObject({ code: InputErrorCode.DAMAGED });
    }
  });

  test('returns rows or an error if any byte changed', () => {
    for (let at = 0; at < SMALL.length; at++) {
      for (const change of [0x01, 0x80, 0xff]) {
        const bytes = Uint8Array.from(SMALL);
        bytes[at] = (bytes[at] as number) ^ change;
        const read = attempt(bytes);
        if (read instanceof InputError) expect(read.message).toMatch(/Parquet|column/);
        else expect(read.length).toBeLessThanOrEqual(5);
      }
    }
  });

  test('returns rows or an error if any run of bytes is overwritten', () => {
    for (let at = 4; at < SMALL.length - 8; at += 3) {
      for (const byte of [0x00, 0x7f, 0xff]) attempt(Uint8Array.from(SMALL).fill(byte, at, at + 8));
    }
  });

  test('is reported with its row group and column', () => {
    const { row_groups: groups } = parquetMetadata(SMALL);
    const second = groups[1]?.columns[1]?.meta_data;
    const end = Number(second?.data_page_offset) + Number(second?.total_compressed_size);
    const bytes = Uint8Array.from(SMALL);
    bytes.fill(0xff, end - 12, end);
    const read = attempt(bytes) as InputError;
    expect(read).toMatchObject({ code: InputErrorCode.DAMAGED });
    expect(read.message).toMatch(/^Parquet is damaged: row group 2, column text: /);
  });
});

/** Returns the same data with another footer. */
function withFooter(bytes: Uint8Array, footer: Uint8Array): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 8, true);
  const tail = Buffer.alloc(8, 'PAR1', 'latin1');
  tail.writeUInt32LE(footer.length, 0);
  return Buffer.concat([bytes.subarray(0, bytes.length - 8 - length), footer, tail]);
}

describe('a hostile file', () => {
  const footers: [string, number[]][] = [
    ['a list of two thousand million', [0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00]],
    ['a text of two thousand million bytes', [0x28, 0xff, 0xff, 0xff, 0xff, 0x07]],
    ['lists in lists without end', [0x29, ...new Array(100_000).fill(0x19)]],
    ['structures in structures without end', new Array(100_000).fill(0x1c)],
    ['a number without end', [0x16, ...new Array(100_000).fill(0xff)]],
    ['nothing', [0x00]],
    ['no bytes', []],
    ['a map', [0x1b, 0x00, 0x00]],
  ];

  test.each(footers)('is rejected if its footer has %s', (_, footer) => {
    expect(attempt(withFooter(SMALL, Uint8Array.from(footer)))).toMatchObject({
      code: InputErrorCode.DAMAGED,
    });
  });

  test('is rejected if its footer is larger than the limit', () => {
    const bytes = Buffer.alloc(16 * 1024 ** 2, 'PAR1');
    bytes.writeUInt32LE(bytes.length - 100, bytes.length - 8);
    expect(attempt(bytes)).toMatchObject({ code: InputErrorCode.TOO_LARGE });
  });

  test('is rejected if it has more data than the limit, whatever its size', async () => {
    const bytes = await duckdbFile("select 'x' as a from range(1000000)", "compression 'zstd'");
    expect(bytes.length).toBeLessThan(10_000);
    expect(() => rowsOf(bytes, 999_999)).toThrow(expect.objectContaining({ code: InputErrorCode.TOO_LARGE }));
    expect(rowsOf(bytes, 1_000_000)).toHaveLength(1_000_000);
  });
});
