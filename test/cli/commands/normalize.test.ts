import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { fileOf, record } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../../support/sample-object';

const DAY = 86_400;
const START = 1_795_341_600;

describe('normalize --json', () => {
  test('tells what was done, with counters as decimal strings', async () => {
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

  test('adds up several files', async () => {
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

test('normalize tells people what it did, and what to do next', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('flow.log', `${fileOf({})}cut off\n`);
  const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'flow.log', '--out', 'tables');
  expect(stdout).toContain('2 records from 1 file: 1 rows, 1 rejects');
  expect(stdout).toContain('too-few-fields 1');
  expect(stdout).toContain('next: flow-logs query tables --question top-talkers');
  // no progress bar either: this is a pipe
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['exits 1', 'cut off\n', 1],
  ['is content', '', 0],
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
  test('fails with the reason and the option that helps, and writes nothing', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', `${record()}\n`);
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'flow.log',
      '--out',
      'tables',
      '--json',
    );
    expect(stderr).toMatch(
      /^failed: flow\.log: line 1 is neither a header nor is a format declared.* --format\n$/,
    );
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

  test('fails where a header says otherwise', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    const args = ['flow.log', '--out', 'tables', '--format', '${srcaddr} ${dstaddr}'];
    const { code, stderr } = await workspace.flowLogs('normalize', ...args);
    expect(stderr).toContain('failed: flow.log: line 1 is a header that disagrees with the declared format');
    expect(code).toBe(1);
  });
});

describe('a call that can not be carried out', () => {
  test.each([
    [
      ['flow.log', '--format', '${srcadr} dstaddr'],
      ['at 0: unknown field ${srcadr}', 'at 10: "dstaddr"'],
    ],
    [['flow.log', '--format', ''], ['no fields']],
    [
      ['gone.log', 'lost/', 'flow.log'],
      ['gone.log', 'lost'],
    ],
    [['empty'], ['no flow logs in empty']],
    [['flow.log', '--jobs', '0'], ['a whole number from 1 up']],
    [['flow.log', '--jobs', 'many'], ['a whole number from 1 up']],
  ])('fails before anything is written: %j', async (args, messages) => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    workspace.write('empty/notes.md', 'no flow log');
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', ...args, '--out', 'tables');
    for (const message of messages) expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(() => workspace.files('tables')).toThrow('ENOENT');
  });
});

describe('a directory', () => {
  const names = ['a', 'b', 'c', 'deep/d', 'deep/er/e', 'f'];

  function directoryOfLogs(): Workspace {
    const workspace = Workspace.ofTest();
    for (const [index, name] of names.entries()) {
      const start = String(START + index * DAY);
      const text = `${fileOf({ start, end: start }, { bytes: String(index) })}cut off\n`;
      workspace.write(`raw/${name}.log.gz`, gzipSync(text));
    }
    return workspace;
  }

  test('gives the same bytes with several jobs as with one', async () => {
    const workspace = directoryOfLogs();
    const one = await workspace.flowLogs('normalize', 'raw', '--out', 'one', '--jobs', '1', '--json');
    const several = await workspace.flowLogs('normalize', 'raw', '--out', 'several', '--jobs', '3', '--json');
    expect(workspace.files('one').size).toBeGreaterThan(2 * names.length);
    expect(workspace.files('several')).toEqual(workspace.files('one'));
    expect(several.stdout.replaceAll('several/', 'one/')).toBe(one.stdout);
  });

  test('is walked down, past what is hidden and what is no flow log', async () => {
    const workspace = directoryOfLogs();
    workspace.write('raw/notes.md', 'no flow log');
    workspace.write('raw/.git/x.log', fileOf({}));
    workspace.write('raw/.hidden.log', fileOf({}));
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'raw',
      '--out',
      'tables',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: names.length, skipped: ['raw/notes.md'] });
    expect(stderr).toBe('skipped: 1 files that are no flow logs by their names\n');
    expect(code).toBe(0);
  });

  test('may hold the tables themselves, which are not read', async () => {
    const workspace = directoryOfLogs();
    for (let run = 0; run < 2; run++) {
      const { stdout, stderr } = await workspace.flowLogs('normalize', '.', '--out', 'raw/tables', '--json');
      expect(JSON.parse(stdout)).toMatchObject({ files: names.length, skipped: [] });
      expect(stderr).toBe('');
    }
  });

  test('is read once, however often it is named', async () => {
    const workspace = directoryOfLogs();
    const { stdout } = await workspace.flowLogs(
      'normalize',
      'raw',
      './raw/',
      'raw/a.log.gz',
      '--out',
      'tables',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: names.length, rows: 2 * names.length });
  });
});

describe('a second run', () => {
  test('writes the same again and nothing beside it', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(SAMPLE_KEY, sampleObject());
    const args = ['normalize', 'AWSLogs', '--out', 'tables', '--json'];
    const first = await workspace.flowLogs(...args);
    const before = workspace.files('tables');
    expect(await workspace.flowLogs(...args)).toEqual(first);
    expect(workspace.files('tables')).toEqual(before);
  });

  test('leaves nothing of what a changed source had, and everything of the others', async () => {
    const workspace = Workspace.ofTest();
    const at = (start: number) => fileOf({ start: String(start), end: String(start) });
    workspace.write('a.log', `${at(START)}cut off\n`);
    workspace.write('b.log', `${at(START)}cut off\n`);
    await workspace.flowLogs('normalize', 'a.log', 'b.log', '--out', 'tables');
    const others = [...workspace.files('tables')].filter(([path]) => /\/b-[0-9a-f]+\.parquet$/.test(path));
    expect(others).toHaveLength(2);

    workspace.write('a.log', at(START + DAY));
    await workspace.flowLogs('normalize', 'a.log', '--out', 'tables');
    const files = workspace.files('tables');
    const ofChanged = [...files.keys()].filter((path) => /\/a-[0-9a-f]+\.parquet$/.test(path));
    expect(ofChanged).toEqual([expect.stringContaining('/day=2026-11-23/')]);
    expect(ofChanged[0]).toMatch(/^flows\//);
    expect(files).toEqual(new Map([...others, ...[...files].filter(([path]) => ofChanged.includes(path))]));
  });
});

test('a damaged file among good ones: the good ones are written, and the exit code is 1', async () => {
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

test('fields that are newer than this version are kept and told', async () => {
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
    'note: fields this version does not know are kept in the column extra: quantum-state 1\n',
  );
  expect(code).toBe(0);
});
