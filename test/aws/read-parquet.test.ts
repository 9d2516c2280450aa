import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { TgwField } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { normalize } from '../../aws/normalize';
import { InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import { RejectCode } from '../../flows/rejects';
import { sql } from '../support/duckdb';
import { FIXTURES, hasFixtures } from '../support/fixtures';
import { chunks, readForm, temporaryDirectory } from '../support/normalized';
import { filesBelow } from '../support/table-files';
import { fileOf, SAMPLE, SAMPLE_KEY } from './sample-records';
import { asParquet, type Written } from './written-forms';

const START = 1_795_341_600_000n;

function parquet(...columnData: ColumnSource[]): Buffer {
  return Buffer.from(parquetWriteBuffer({ columnData }));
}

/** A file with one record, written by DuckDB. */
async function duckdbParquet(select: string, options = ''): Promise<Buffer> {
  const path = join(temporaryDirectory(), 'flows.parquet');
  await sql(`copy (select ${select}) to '${path}' (format parquet${options})`);
  return readFileSync(path);
}

/** The row of a file that DuckDB wrote. */
async function rowOf(select: string) {
  const { rows, rejects } = await readForm(await duckdbParquet(select));
  expect(rejects).toEqual([]);
  expect(rows).toHaveLength(1);
  return rows[0];
}

const SAMPLE_FILE: Written = { names: Object.keys(SAMPLE), records: [Object.values(SAMPLE)] };

describe('the columns', () => {
  test.each([
    ['with _ for -', 'account_id, log_status, srcaddr'],
    ['with -', 'account_id as "account-id", log_status as "log-status", srcaddr'],
    ['in capitals', 'account_id as "ACCOUNT_ID", log_status as "Log-Status", srcaddr as "SrcAddr"'],
    ['in another order', 'srcaddr, log_status, account_id'],
  ])('are found by name %s', async (_, columns) => {
    const values = "values ('192.0.2.10', '123456789012', 'OK')";
    const select = `${columns} from (${values}) as flow(srcaddr, account_id, log_status)`;
    expect(await rowOf(select)).toMatchObject({
      src_addr: '192.0.2.10',
      owner_account_id: '123456789012',
      account_id: '123456789012',
      status: 'ok',
      source_row: 1n,
      dst_addr: null,
      extra: null,
    });
  });

  test('that are unknown are written to `extra` by name', async () => {
    const bytes = await duckdbParquet(
      "'192.0.2.10' as srcaddr, 'entangled' as quantum_state, 7 as spin, null as mass",
    );
    const { rows, unknownFields } = await readForm(bytes);
    expect(rows).toMatchObject([{ extra: '{"quantum-state":"entangled","spin":"7"}' }]);
    expect(unknownFields).toEqual(['quantum-state', 'spin']);
  });

  test.each([
    [
      'of two kinds of flow log',
      "'tgw-1' as tgw_id, 'vpc-1' as vpc_id",
      'the transit gateway field tgw-id with the VPC field vpc-id',
    ],
    ['that appear twice', `'a' as "az-id", 'b' as az_id`, 'contains az-id more than once'],
    [
      'that no flow log has',
      '1 as a, 2 as b, 3 as c, 4 as d, 5 as e, 6 as f',
      'Its columns are a, b, c, d, e and 1 more.',
    ],
    ['that are nested', "'192.0.2.10' as srcaddr, [1] as list", 'column list of the Parquet file is nested'],
  ])('%s are rejected', async (_, select, message) => {
    const reading = readForm(await duckdbParquet(select));
    await expect(reading).rejects.toMatchObject({ code: InputErrorCode.BAD_HEADER });
    await expect(reading).rejects.toThrow(message);
  });

  test('of tables that the normalizer wrote are rejected', async () => {
    const directory = temporaryDirectory();
    const bytes = chunks(fileOf({}, { bytes: 'many' }));
    const { outputs } = await normalize({ source: SAMPLE_KEY, bytes }, directory);
    expect(outputs).toHaveLength(2);
    for (const { path } of outputs) {
      await expect(readForm(readFileSync(path))).rejects.toThrow('is a table that this normalizer wrote');
    }
  });

  test('are read whatever format is declared', async () => {
    const { rows } = await readForm(asParquet(SAMPLE_FILE), { format: LogFormat.parse('${dstaddr}') });
    expect(rows).toMatchObject([{ src_addr: SAMPLE.srcaddr }]);
  });

  test('of transit gateways result in a transit gateway row', async () => {
    const names = TgwField.all().map(({ name }) => name);
    expect(names).toHaveLength(36);
    const values: Record<string, string> = {
      'tgw-id': 'tgw-1',
      protocol: '6',
      'packets-lost-blackhole': '3',
    };
    const record = names.map((name) => values[name] ?? '-');
    const { rows } = await readForm(asParquet({ names, records: [record] }));
    expect(rows).toMatchObject([
      { log_type: 'tgw', tgw_id: 'tgw-1', protocol: 6, packets_lost_blackhole: 3n },
    ]);
  });
});

describe('values', () => {
  test.each([
    'integer',
    'bigint',
    'varchar',
    'double',
    'float',
    'utinyint',
    'ubigint',
    'hugeint',
    'decimal(10, 0)',
  ])('of type %s are read as numbers', async (type) => {
    const row = await rowOf(`80::${type} as srcport, 6::${type} as protocol, 100::${type} as bytes`);
    expect(row).toMatchObject({ src_port: 80, protocol: 6, bytes_out: 100n });
  });

  test.each(['bigint', 'ubigint', 'varchar', 'decimal(19, 0)'])('of type %s are exact', async (type) => {
    expect(await rowOf(`9223372036854775807::${type} as bytes`)).toMatchObject({
      bytes_out: 9_223_372_036_854_775_807n,
    });
  });

  test.each([
    ['1.5::double', 'not-a-number'],
    ["'infinity'::double", 'not-a-number'],
    ['1.5::decimal(5, 1)', 'not-a-number'],
    ['-1', 'not-a-number'],
    ["'many'", 'not-a-number'],
    ['true', 'not-a-number'],
    ['18446744073709551615::ubigint', 'out-of-range'],
    ['1e30::double', 'out-of-range'],
  ])('that are not valid counters are rejected: %s', async (value, code) => {
    const { rows, rejects } = await readForm(
      await duckdbParquet(`${value} as bytes, '192.0.2.10' as srcaddr`),
    );
    expect(rows).toEqual([]);
    expect(rejects).toMatchObject([{ code, sourceRow: 1n }]);
  });

  test.each(['null', "'-'", "''", "'None'", "'nan'", "'NaT'", "'<NA>'", "'nan'::double"])(
    'that are none are null: %s',
    async (value) => {
      const row = await rowOf(
        `${value} as bytes, ${value} as srcport, ${value} as srcaddr, ${value} as "end", ${value} as action,
        ${value} as instance_id, ${value} as region, 1 as packets`,
      );
      const nothing = ['bytes_out', 'src_port', 'src_addr', 'end_time', 'action', 'instance_id', 'region'];
      expect(row).toMatchObject(Object.fromEntries(nothing.map((name) => [name, null])));
      expect(row).toMatchObject({ packets_out: 1n });
    },
  );

  test('are not null for fields that users choose', async () => {
    const select =
      "'None' as instance_tag, 'nan' as ecs_service_name, 'None' as ecs_cluster_name, '-' as asg_tag";
    const row = await rowOf(`${select}, 'None' as unheard`);
    expect(row).toMatchObject({ instance_tag: 'None', ecs_service_name: 'nan', ecs_cluster_name: 'None' });
    expect(row).toMatchObject({ asg_tag: null, extra: '{"unheard":"None"}' });
  });

  test.each([
    ['123456789012::bigint', '123456789012'],
    ['12345678901::bigint', '012345678901'],
    ['12345678901::double', '012345678901'],
    ["'012345678901'", '012345678901'],
    ["'unknown'", 'unknown'],
    ['null', null],
  ])('of account ids have twelve digits: %s', async (value, expected) => {
    const row = await rowOf(`${value} as account_id, ${value} as tgw_src_vpc_account_id`);
    expect(row).toMatchObject({ owner_account_id: expected, tgw_src_vpc_account_id: expected });
  });

  test.each([
    ['1795341600::integer'],
    ['1795341600::bigint'],
    ['1795341600000::bigint'],
    ['1795341600::double'],
    ["'1795341600'"],
    ["timestamp '2026-11-22 10:00:00'"],
    ["timestamp_ms '2026-11-22 10:00:00'"],
    ["timestamp_ns '2026-11-22 10:00:00'"],
    ["timestamptz '2026-11-22 10:00:00+00'"],
    ["timestamptz '2026-11-22 12:00:00+02'"],
  ])('of times are read: %s', async (value) => {
    expect(await rowOf(`${value} as start, ${value} as "end"`)).toMatchObject({
      start_time: START,
      end_time: START,
    });
  });

  test.each([
    "timestamp '1970-01-18 02:00:00'",
    "timestamp '2150-01-01 00:00:00'",
    "timestamp '1969-01-01'",
    '7',
  ])('of invalid times are rejected: %s', async (value) => {
    const { rows, rejects } = await readForm(await duckdbParquet(`${value} as start`));
    expect(rows).toEqual([]);
    expect(rejects).toHaveLength(1);
  });
});

describe('an invalid row', () => {
  const neighbours = (bytes: ColumnSource['data']) =>
    parquet(
      { name: 'srcaddr', data: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] },
      { name: 'bytes', data: bytes },
    );

  test('becomes a reject with its text, and other rows are read', async () => {
    const { rows, rejects } = await readForm(neighbours(['1', 'many', null]));
    expect(rows.map((row) => [row.source_row, row.bytes_out])).toEqual([
      [1n, 1n],
      [3n, null],
    ]);
    expect(rejects).toEqual([
      {
        sourceRow: 2n,
        code: RejectCode.NOT_A_NUMBER,
        detail: 'bytes: "many" is not a whole number',
        raw: '192.0.2.2 many',
      },
    ]);
  });

  test.each([
    ['a control character', '1\n2', RejectCode.CONTROL_CHARACTER],
    ['a NUL', '1\0', RejectCode.CONTROL_CHARACTER],
    ['more bytes than a line can have', 'x'.repeat(MAX_LINE_BYTES), RejectCode.LINE_TOO_LONG],
  ])('with %s is rejected', async (_, value, code) => {
    const { rows, rejects } = await readForm(neighbours(['1', value, '3']));
    expect(rows).toHaveLength(2);
    expect(rejects).toMatchObject([{ sourceRow: 2n, code }]);
    expect(rejects[0]?.raw.length).toBeLessThanOrEqual(MAX_LINE_BYTES);
  });

  test('that is not valid UTF-8 becomes a reject with its bytes', async () => {
    const data = [Buffer.from('vpc-1'), Buffer.from([0x76, 0xff]), Buffer.from('vpc-3')];
    const bytes = parquet(
      { name: 'vpc_id', data, type: 'BYTE_ARRAY' },
      { name: 'bytes', data: ['1', '2', '3'] },
    );
    const { rows, rejects } = await readForm(bytes);
    expect(rows.map(({ network_id }) => network_id)).toEqual(['vpc-1', 'vpc-3']);
    expect(rejects).toMatchObject([{ sourceRow: 2n, code: RejectCode.NOT_UTF8, raw: 'v\ufffd 2' }]);
    expect(rejects[0]?.rawBytes).toEqual(Buffer.from([0x76, 0xff, 0x20, 0x32]));
  });
});

describe.skipIf(!hasFixtures)('the file that pandas wrote of flow logs', () => {
  test('is read without its pitfalls', async () => {
    const { rows, rejects } = await readForm(readFileSync(join(FIXTURES, 'flowlogs-reader/flows.parquet')));
    const second = 1_000n;
    expect(rows).toMatchObject([
      {
        source_row: 1n,
        owner_account_id: '123456789010',
        interface_id: 'eni-102010ab',
        src_addr: '198.51.100.1',
        dst_addr: '192.0.2.1',
        src_port: 443,
        dst_port: 49_152,
        protocol: 6,
        packets_out: 10n,
        bytes_out: 840n,
        start_time: 1_439_387_263n * second,
        end_time: 1_439_387_264n * second,
        action: 'accept',
        status: 'ok',
      },
      { source_row: 2n, src_addr: null, src_port: null, packets_out: null, action: null, status: 'nodata' },
    ]);
    expect(rejects).toMatchObject([
      { sourceRow: 3n, code: 'out-of-range', detail: 'protocol: "8080" is above 255' },
    ]);
    expect(rejects[0]?.raw).toMatch(/^2 123456789010 eni-202010ab 198\.51\.100\.7 .* - - 1439387263 /);
  });
});

describe('an object', () => {
  const file = asParquet({ names: Object.keys(SAMPLE), records: new Array(3).fill(Object.values(SAMPLE)) });
  const key = SAMPLE_KEY.replace('.log.gz', '.log.parquet');

  /** Directories for temporary files and for outputs of the running test. */
  function workspace(): { temporary: string; directory: string } {
    const directory = temporaryDirectory();
    const temporary = join(temporaryDirectory(), 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    return { temporary, directory };
  }

  test.each([
    ['unchanged', file, 1],
    ['unchanged', file, 65_536],
    ['compressed', gzipSync(file), 100],
    ['compressed twice', gzipSync(gzipSync(file)), 100],
  ])('is normalized %s, and leaves no temporary file', async (_, bytes, chunkSize) => {
    const { temporary, directory } = workspace();
    const result = await normalize({ source: key, bytes: chunks(bytes, chunkSize) }, directory);
    expect(result.origin).toMatchObject({ accountId: '123456789012', flowLogId: 'fl-0123456789abcdef0' });
    expect(result.summary).toMatchObject({ rows: 3, rejects: 0 });
    expect(result.bytes).toEqual({ stored: bytes.length, inflated: file.length });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('truncated at any byte leaves no files', async () => {
    const { temporary, directory } = workspace();
    for (let length = 1; length < file.length; length++) {
      const attempt = normalize({ source: key, bytes: chunks(file.subarray(0, length)) }, directory);
      const code = length < 4 ? InputErrorCode.NOT_A_FLOW_LOG : InputErrorCode.DAMAGED;
      await expect(attempt, `${length}`).rejects.toMatchObject({ name: 'InputError', code });
    }
    expect([filesBelow(directory), readdirSync(temporary)]).toEqual([[], []]);
  });

  test.each([
    ['stores more than the limit', 3, (length: number) => length - 1],
    // a few hundred bytes, and thousands of rows of fourteen columns
    ['decompresses to more than the limit', 5_000, (length: number) => length + 100],
  ])('that %s is rejected', async (_, records, limit) => {
    const { temporary, directory } = workspace();
    const bytes = asParquet({
      names: Object.keys(SAMPLE),
      records: new Array(records).fill(Object.values(SAMPLE)),
    });
    const maxBytes = limit(bytes.length);
    const attempt = normalize({ source: key, bytes: chunks(bytes) }, directory, { maxBytes });
    await expect(attempt).rejects.toMatchObject({ code: InputErrorCode.TOO_LARGE });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('whose stream fails leaves no temporary file', async () => {
    const { temporary, directory } = workspace();
    async function* failing() {
      yield file.subarray(0, 100);
      throw new Error('connection lost');
    }
    const attempt = normalize({ source: key, bytes: failing() }, directory);
    await expect(attempt).rejects.toThrow('connection lost');
    expect(readdirSync(temporary)).toEqual([]);
  });
});
