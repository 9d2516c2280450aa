import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runQuery } from '../../../cli/engine/run-query';
import { FLOW_VIEWS } from '../../../cli/engine/table-views';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { QUESTIONS } from '../../../flows/questions';
import { fileOf } from '../../aws/sample-records';
import { sql } from '../../support/duckdb';
import { Workspace } from '../../support/flow-logs';
import { LARGEST_COUNTER, PAST_DOUBLE, SAMPLE, SAMPLE_KEY, sampleObject } from '../../support/sample-object';

const BOTH = String(LARGEST_COUNTER + PAST_DOUBLE);
const NETWORK = { cloud: 'aws', account_id: '123456789012', network_id: 'vpc-0a1b2c3d4e5f60718' };

/** Results of questions over the sample: a connection, its reply, a rejection, two records without traffic. */
const RESULTS: Readonly<Record<string, object[]>> = {
  'top-talkers': [
    { ...NETWORK, source: '203.0.113.9', destination: '10.0.1.5', opener: 'known', connections: 1, bytes_to_destination: String(LARGEST_COUNTER), bytes_to_source: String(PAST_DOUBLE), packets_to_destination: 1, packets_to_source: 1, accepted_records: 1, rejected_records: 0 },
    { ...NETWORK, source: '198.51.100.7', destination: '10.0.1.5', opener: 'known', connections: 0, bytes_to_destination: null, bytes_to_source: null, packets_to_destination: null, packets_to_source: null, accepted_records: 0, rejected_records: 1 },
  ],
  'rejected-traffic': [
    {
      ...NETWORK,
      source: '198.51.100.7',
      destination: '10.0.1.5',
      port: 22,
      protocol: 6,
      reject_reason: null,
      opener: 'known',
      rejected_connections: 1,
      rejected_records: 1,
      rejected_packets: 1,
      first_seen: '2026-11-22T00:00:05.000Z',
      last_seen: '2026-11-22T00:01:04.000Z',
    },
  ],
  'bytes-by-hour': [
    { ...NETWORK, hour: '2026-11-21T23:00:00.000Z', connections: 1, bytes: BOTH, packets: 2, accepted_records: 1, rejected_records: 0 },
    { ...NETWORK, hour: '2026-11-22T00:00:00.000Z', connections: 0, bytes: null, packets: null, accepted_records: 0, rejected_records: 1 },
  ],
  'reachable-ports': [
    {
      cloud: 'aws',
      account_id: '123456789012',
      network_id: 'vpc-0a1b2c3d4e5f60718',
      destination: '10.0.1.5',
      port: 443,
      protocol: 6,
      opener: 'known',
      reached: true,
      answered: true,
      sources: 1,
      connections: 1,
      bytes_to_destination: String(LARGEST_COUNTER),
      bytes_to_source: String(PAST_DOUBLE),
      first_seen: '2026-11-21T23:59:00.000Z',
      last_seen: '2026-11-21T23:59:59.000Z',
    },
  ],
}; // biome-ignore format: one row per line

/** Columns without a value in the sample: not in its format, of another type of log, or from enrichment. */
const ABSENT: readonly string[] = [
  'az_id',
  'ecs_cluster_name',
  'ecs_service_name',
  'encryption',
  'instance_id',
  'next_hop_az_id',
  'next_hop_interface_type',
  'pkt_dst_addr',
  'pkt_src_addr',
  'reject_reason',
  'src_country',
  'subnet_id',
  'threat_type',
  ...FLOW_COLUMNS.map(({ name }) => name).filter((name) => /^(tgw|packets_lost)_/.test(name)),
];

describe('query', () => {
  const workspace = new Workspace();
  const query = (...args: string[]) => workspace.flowLogs('query', 'tables', ...args);

  beforeAll(async () => {
    workspace.write(SAMPLE_KEY, sampleObject());
    await workspace.flowLogs('normalize', 'AWSLogs', '--out', 'tables');
  });
  afterAll(() => workspace.remove());

  test.each(Object.keys(RESULTS))('runs %s', async (name) => {
    const { code, stdout, stderr } = await query('--question', name, '--output', 'json');
    expect(JSON.parse(stdout)).toEqual(RESULTS[name]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each(QUESTIONS)(
    'runs $name, and reports required columns without a value',
    async ({ name, needs }) => {
      const { code, stdout, stderr } = await query('--question', name, '--output', 'json');
      expect(Array.isArray(JSON.parse(stdout))).toBe(true);
      const missing = needs.filter((column) => ABSENT.includes(column));
      const note = `note: these logs have no value of ${missing.join(', ')}, which ${name} requires: `;
      expect(stderr.slice(0, note.length)).toBe(missing.length > 0 ? note : '');
      expect(code).toBe(0);
    },
  );

  test.each(FLOW_VIEWS)('has $name as a view', async ({ name, columns }) => {
    const { code, stdout, stderr } = await query('--sql', `select * from ${name}`, '--output', 'csv');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.slice(0, stdout.indexOf('\n')).split(',')).toEqual(columns.map((column) => column.name));
  });

  describe('keeps every digit', () => {
    const counters =
      'select bytes_out as bytes, sum(bytes_out) over () as total from flows where bytes_out > 40 order by 1';

    test('in JSON, where an integer beyond 2^53 is a string', async () => {
      const { stdout } = await query('--sql', counters, '--output', 'json');
      expect(JSON.parse(stdout)).toEqual([
        { bytes: '9007199254740993', total: BOTH },
        { bytes: '9223372036854775807', total: BOTH },
      ]);
    });

    test('in CSV', async () => {
      const { stdout } = await query('--sql', counters, '--output', 'csv');
      expect(stdout).toBe(`bytes,total\n9007199254740993,${BOTH}\n9223372036854775807,${BOTH}\n`);
    });

    test('in a table', async () => {
      const { stdout } = await query('--sql', counters);
      for (const digits of ['9007199254740993', '9223372036854775807', BOTH])
        expect(stdout).toContain(` ${digits} `);
    });
  });

  test('prints a JSON array with --json', async () => {
    const run = await query('--sql', 'select 1 as one', '--json');
    expect(run).toEqual({ code: 0, stdout: '[\n  {\n    "one": 1\n  }\n]\n', stderr: '' });
    expect(await query('--sql', 'select 1 as one', '--output', 'json')).toEqual(run);
  });

  test('has both tables as views, with partition keys as text', async () => {
    const sql =
      "select 'flows' as name, count(*) as n, typeof(any_value(day)) as day from flows " +
      "union all select 'rejects', count(*), typeof(any_value(day)) from rejects order by 1";
    expect(JSON.parse((await query('--sql', sql, '--output', 'json')).stdout)).toEqual([
      { name: 'flows', n: SAMPLE.rows, day: 'VARCHAR' },
      { name: 'rejects', n: SAMPLE.rejects, day: 'VARCHAR' },
    ]);
  });

  test.each([
    ['flows', '2026-11-21,2026-11-22'],
    // a single file: DuckDB can fail on its statistics
    ['rejects', '2026-11-21,2026-11-21'],
  ])('returns the first and the last day of %s', async (table, days) => {
    const sql = `select min(day) as first, max(day) as last from ${table}`;
    const { stdout, stderr } = await query('--sql', sql, '--output', 'csv');
    expect(stderr.slice(0, 200)).toBe('');
    expect(stdout).toBe(`first,last\n${days}\n`);
  });

  test.each([
    [['--question', 'top-talker'], 'unknown question "top-talker": did you mean top-talkers?'],
    [
      ['--question', 'weather'],
      `unknown question "weather": the questions are ${QUESTIONS.map(({ name }) => name).join(', ')}`,
    ],
    [[], 'give either --question or --sql; questions: top-talkers'],
    [['--question', 'top-talkers', '--sql', 'select 1'], 'give either --question or --sql'],
    [['--sql', 'selec 1'], 'the query failed: '],
    [['--sql', 'select no_such_column from flows'], 'no_such_column'],
    [['--sql', ' '], '--sql is empty'],
    [['--sql', 'select 1', '--output', 'xml'], 'Allowed choices are table, json, csv'],
    [
      ['--sql', 'select 1', '--output', 'csv', '--json'],
      "option '--json' cannot be used with option '--output",
    ],
    [['--question', 'blocked'], 'did you mean rejected-traffic?'],
    [['--question', 'exposed-ports'], 'did you mean reachable-ports?'],
    [['--question', 'geo'], 'did you mean connecting-countries?'],
    // the name before 1.0
    [['--question', 'cleartext-traffic'], 'did you mean unencrypted-network-traffic?'],
  ])('rejects the arguments %j with exit code 2 and a fix', async (args, message) => {
    const { code, stdout, stderr } = await query(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a directory', () => {
  test.each([
    ['empty', 'empty has no table: write one with `flow-logs normalize <path...> --out empty`'],
    [
      'file.txt',
      'file.txt is a file and not a directory with tables: write tables with ' +
        '`flow-logs normalize file.txt --out tables`, and query `tables`',
    ],
  ])('fails without tables: %s', async (path, message) => {
    const workspace = Workspace.ofTest();
    workspace.write('empty/flows/notes.txt', 'no table');
    workspace.write('file.txt', 'no directory');
    const { code, stdout, stderr } = await workspace.flowLogs('query', path, '--question', 'top-talkers');
    expect(stderr).toBe(`error: ${message}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('fails with the name of a damaged Parquet file', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('tables/flows/damaged.parquet', 'PAR1 and nothing else');
    const { code, stderr } = await workspace.flowLogs('query', 'tables', '--sql', 'select 1');
    expect(stderr).toMatch(/^error: .*damaged\.parquet/);
    expect(code).toBe(2);
  });

  test('can have rows without rejects, or rejects without rows', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('rows.log', fileOf({}));
    workspace.write('rejects.log', `${fileOf({}).split('\n')[0]}\ntruncated\n`);
    const counts = 'select (select count(*) from flows) as flows, (select count(*) from rejects) as rejects';
    for (const [name, expected] of Object.entries({ rows: [1, 0], rejects: [0, 1] })) {
      await workspace.flowLogs('normalize', `${name}.log`, '--out', name);
      const { stdout } = await workspace.flowLogs('query', name, '--sql', counts, '--output', 'csv');
      expect(stdout).toBe(`flows,rejects\n${expected}\n`);
      for (const question of QUESTIONS) {
        await expect(runQuery(join(workspace.directory, name), question.sql)).resolves.toBeDefined();
      }
    }
  });

  test('can have files with fewer columns, from an earlier version', async () => {
    const workspace = Workspace.ofTest();
    const partition = 'tables/flows/cloud=aws/account_id=123456789012/region=eu-west-1/day=2026-11-22';
    workspace.write(`${partition}/README`, 'an older table');
    const file = join(workspace.directory, partition, 'old.parquet');
    const row = "select 'vpc' as log_type, '10.0.1.5' as src_addr, 7::bigint as bytes_out";
    await sql(`copy (${row}) to '${file}' (format parquet)`);
    const query = 'select src_addr, bytes, day from flow_edges';
    const { stdout, stderr } = await workspace.flowLogs('query', 'tables', '--sql', query, '--output', 'csv');
    expect(stderr).toBe('');
    expect(stdout).toBe('src_addr,bytes,day\n10.0.1.5,7,2026-11-22\n');
  });

  test.each(["it's", 'a [b]', '*', 'ü'])('can have the name %j', async (directory) => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    await workspace.flowLogs('normalize', 'flow.log', '--out', directory);
    const { stdout, stderr } = await workspace.flowLogs(
      'query',
      directory,
      '--sql',
      'select count(*) as n from flows',
      '--output',
      'csv',
    );
    expect(stderr).toBe('');
    expect(stdout).toBe('n\n1\n');
  });

  test('keeps leading zeros of account ids', async () => {
    const workspace = Workspace.ofTest();
    const key = SAMPLE_KEY.replaceAll('123456789012', '001234567890');
    workspace.write(key, sampleObject());
    await workspace.flowLogs('normalize', 'AWSLogs', '--out', 'tables');
    const sql = 'select distinct account_id from flows union all select account_id from rejects';
    const { stdout } = await workspace.flowLogs('query', 'tables', '--sql', sql, '--output', 'csv');
    expect(stdout).toBe('account_id\n001234567890\n001234567890\n');
  });
});
