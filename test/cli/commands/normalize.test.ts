import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { HAS_ZSTD } from '../../../flows/kernel/parquet/codec';
import { parquetMetadata } from '../../../flows/parquet/hyparquet';
import { fileOf, record } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../../support/sample-object';

describe('normalize --json', () => {
  test('prints the counts of the run, with counters as decimal strings', async () => {
    const workspace = Workspace.ofTest();
    const object = sampleObject();
    workspace.write(SAMPLE_KEY, object);
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'AWSLogs',
      '--out',
      'tables',
      '--json',
    );
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      files: 1,
      bytes: object.length,
      rows: SAMPLE.rows,
      rejects: SAMPLE.rejects,
      byLogType: { vpc: SAMPLE.rows },
      byStatus: { ok: 3, nodata: 1, skipdata: 1 },
      byRejectCode: { 'too-few-fields': 1 },
      packetsOut: '3',
      bytesOut: String(SAMPLE.bytesOut),
      packetsIn: '0',
      bytesIn: '0',
      failed: [],
      skipped: [],
    });
    expect(SAMPLE.bytesOut).toBeGreaterThan(2n ** 63n);
    expect(report.outputs.map((path: string) => path.replace(/^tables\//, '')).sort()).toEqual([
      ...workspace.files('tables').keys(),
    ]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('adds up the counts of several files', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('raw/a.log', fileOf({}, {}));
    workspace.write('raw/b.log.gz', gzipSync(fileOf({ bytes: '9223372036854775807' })));
    const { stdout } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      files: 2,
      rows: 3,
      packetsOut: '30',
      bytesOut: '9223372036854777487',
    });
  });
});

test('normalize prints the counts and the next command', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('flow.log', `${fileOf({})}truncated\n`);
  const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'flow.log', '--out', 'tables');
  expect(stdout).toContain('2 records from 1 file: 1 row, 1 reject');
  expect(stdout).toContain('too-few-fields 1');
  expect(stdout).toContain('next: flow-logs query tables --question top-talkers');
  // stderr is empty: a pipe gets no progress bar
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['exits 1', 'truncated\n', 1],
  ['exits 0', '', 0],
])('normalize --strict %s with the rejects of %j', async (_, rest, expected) => {
  const workspace = Workspace.ofTest();
  workspace.write('flow.log', `${fileOf({})}${rest}`);
  const { code, stdout } = await workspace.flowLogs(
    'normalize',
    'flow.log',
    '--out',
    'tables',
    '--strict',
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ rows: 1, rejects: expected });
  expect(code).toBe(expected);
});

describe('a file without a header', () => {
  test('fails with the reason and the required option, and writes nothing', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', `${record()}\n`);
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'flow.log',
      '--out',
      'tables',
      '--json',
    );
    expect(stderr).toMatch(/^failed: flow\.log: expected a header in .* Use --format default\.\n$/);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 0,
      outputs: [],
      failed: [{ source: 'flow.log', code: 'no-format' }],
    });
    expect(code).toBe(1);
  });

  test('is read with --format', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', `${record()}\n`);
    const args = ['flow.log', '--out', 'tables', '--format', `${LogFormat.AWS_DEFAULT}`, '--json'];
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', ...args);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1, rejects: 0, bytesOut: '840' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is read with the name of a format', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', `${record()}\n`);
    const { code, stdout } = await workspace.flowLogs(
      'normalize',
      'flow.log',
      '--out',
      'tables',
      '--format',
      'default',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1, rejects: 0, bytesOut: '840' });
    expect(code).toBe(0);
  });

  test('fails if a header disagrees with --format', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    const args = ['flow.log', '--out', 'tables', '--format', '${srcaddr} ${dstaddr}'];
    const { code, stderr } = await workspace.flowLogs('normalize', ...args);
    expect(stderr).toContain('failed: flow.log: line 1 is a header that differs from the declared format');
    expect(code).toBe(1);
  });
});

test('a table among the raw files fails with the reason', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('flow.log', fileOf({}));
  await workspace.flowLogs('normalize', 'flow.log', '--out', 'tables');
  const [table] = workspace.files('tables').keys();
  const { code, stderr } = await workspace.flowLogs('normalize', `tables/${table}`, '--out', 'again');
  expect(stderr).toContain(
    'the Parquet file is a table that this normalizer wrote. Read the raw files instead.',
  );
  expect(code).toBe(1);
});

describe('invalid arguments', () => {
  test.each([
    [
      ['flow.log', '--format', '${srcadr} {dstaddr'],
      ['unknown field "srcadr" at offset 0', '"{dstaddr" at offset 10'],
    ],
    [['flow.log', '--format', ''], ['no fields']],
    [
      ['gone.log', 'lost/', 'flow.log'],
      ['gone.log does not exist: give', 'lost/ does not exist: give'],
    ],
    [['empty'], ['empty has no file with the name of a flow log']],
    [['flow.log', '--jobs', '0'], ['Give a whole number from 1 to 9999.']],
    [['flow.log', '--jobs', 'many'], ['Give a whole number from 1 to 9999.']],
  ])('fail before the command writes anything: %j', async (args, messages) => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    workspace.write('empty/notes.md', 'no flow log');
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', ...args, '--out', 'tables');
    for (const message of messages) expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(() => workspace.files('tables')).toThrow('ENOENT');
  });
});

test('a log event without a format is an error that suggests the option with the format', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('events.json', JSON.stringify({ events: [{ timestamp: 1, message: record() }] }));
  const { code, stderr } = await workspace.flowLogs('normalize', 'events.json', '--out', 'tables');
  expect(stderr).toMatch(/^failed: events\.json: record 1 has no header.* Use --format default\.\n$/);
  expect(code).toBe(1);
});

test('a directory without files is an error that states it', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('raw/.hidden.log', fileOf({}));
  const { code, stderr } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables');
  expect(stderr).toContain(
    'raw has no file with the name of a flow log\nno files were found: check the path',
  );
  expect(code).toBe(2);
});

test('a damaged file does not prevent the output of other files, and the exit code is 1', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('raw/a.log.gz', gzipSync(fileOf({})));
  workspace.write(
    'raw/b.log.gz',
    gzipSync(fileOf(...Array.from({ length: 50 }, () => ({})))).subarray(0, 100),
  );
  workspace.write('raw/c.log.gz', gzipSync(fileOf({})));
  const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    files: 3,
    rows: 2,
    failed: [{ source: 'raw/b.log.gz', code: 'damaged' }],
  });
  expect(stderr).toMatch(/^failed: raw\/b\.log\.gz: gzip is damaged.*\n$/);
  expect([...workspace.files('tables').keys()]).toEqual([
    expect.stringMatching(/^flows\/.*\/a-[0-9a-f]+\.parquet$/),
    expect.stringMatching(/^flows\/.*\/c-[0-9a-f]+\.parquet$/),
  ]);
  expect(code).toBe(1);
});

test('values of Azure records that are not valid are reported, and the tuples are rows', async () => {
  const workspace = Workspace.ofTest();
  const tuple = '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';
  const flows = [{ aclID: 'a', flowGroups: [{ rule: 'r', flowTuples: [tuple] }] }];
  const record = { time: 'yesterday', category: 'FlowLogFlowEvent', flowRecords: { flows } };
  workspace.write('PT1H.json', JSON.stringify({ records: [record] }));
  const { stdout, stderr } = await workspace.flowLogs('normalize', 'PT1H.json', '--out', 'tables', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ rows: 1, rejects: 0, invalidValues: { time: 1 } });
  expect(stderr).toBe('note: these fields of records are not valid, and their columns are null: time 1\n');
});

test('fields that this version does not know are written to extra and reported', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('flow.log', fileOf({ 'quantum-state': 'entangled' }));
  const { code, stdout, stderr } = await workspace.flowLogs(
    'normalize',
    'flow.log',
    '--out',
    'tables',
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ rows: 1, unknownFields: { 'quantum-state': 1 } });
  expect(stderr).toBe(
    'note: this version does not know these fields and wrote them to the column extra: quantum-state 1\n',
  );
  expect(code).toBe(0);
});

describe('options with several files', () => {
  const LISTS = ['--threats', 'a.txt', '--threats', 'b.txt'];

  function workspaceWithLists(): Workspace {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}, { srcaddr: '198.51.100.7' }, { dstaddr: '203.0.113.66' }));
    workspace.write('a.txt', '198.51.100.7\n');
    workspace.write('b.txt', '203.0.113.66\n');
    return workspace;
  }

  test.each([
    [[...LISTS, 'flow.log', '--out', 'tables']],
    [['flow.log', '--out', 'tables', ...LISTS]],
    [['--out', 'tables', '--threats', 'a.txt', 'b.txt', '--', 'flow.log']],
  ])('are repeated, before or after the path: %j', async (args) => {
    const workspace = workspaceWithLists();
    const { code, stderr } = await workspace.flowLogs('normalize', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const sql =
      'select threat_source, count(*) as n from flows where threat_type is not null group by 1 order by 1';
    const { stdout } = await workspace.flowLogs('query', 'tables', '--sql', sql, '--output', 'csv');
    expect(stdout).toBe('threat_source,n\na,1\nb,1\n');
  });

  test('take one file: a second one fails as a flow log, with a note', async () => {
    const workspace = workspaceWithLists();
    const args = ['flow.log', '--threats', 'a.txt', 'b.txt', '--out', 'tables'];
    const { code, stderr } = await workspace.flowLogs('normalize', ...args);
    expect(stderr).toMatch(/^failed: b\.txt: /);
    expect(stderr).toContain(
      'note: --threats and --mmdb take one file: to give several files, repeat the option\n',
    );
    expect(code).toBe(1);
  });
});

describe('how files are written', () => {
  const encodings = async (...options: string[]) => {
    const workspace = Workspace.ofTest();
    workspace.write(SAMPLE_KEY, sampleObject());
    const { code, stderr } = await workspace.flowLogs('normalize', 'AWSLogs', '--out', 'tables', ...options);
    if (code !== 0) return { code, stderr, metadata: [] };
    const file = [...workspace.files('tables/flows').values()][0] as Uint8Array;
    const [group] = parquetMetadata(arrayBufferOf(file)).row_groups;
    return { code, stderr, metadata: (group?.columns ?? []).map(({ meta_data }) => meta_data) };
  };

  test('--compatible writes no encoding that Parquet 1 readers do not support', async () => {
    const usual = await encodings();
    const compatible = await encodings('--compatible');
    const has = ({ metadata }: typeof usual, encoding: string) =>
      metadata.some((data) => data?.encodings.includes(encoding as never));
    expect(has(usual, 'DELTA_BINARY_PACKED')).toBe(true);
    expect(has(compatible, 'DELTA_BINARY_PACKED')).toBe(false);
    expect(compatible.code).toBe(0);
  });

  test('--compression zstd writes zstd, or reports the required version of Node', async () => {
    const { code, stderr, metadata } = await encodings('--compression', 'zstd');
    if (HAS_ZSTD) expect(metadata.map((data) => data?.codec)).toContain('ZSTD');
    else expect([code, stderr]).toEqual([2, expect.stringContaining('needs Node 22.15 or later')]);
  });
});

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
