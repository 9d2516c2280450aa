import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileOf, NO_TRAFFIC } from '../../aws/sample-records';
import { blobOf } from '../../azure/records/read-blob';
import { Workspace } from '../../support/flow-logs';

const HEADER = fileOf();
const NODATA = fileOf(NO_TRAFFIC);

async function normalize(files: Readonly<Record<string, string | Uint8Array>>, ...options: string[]) {
  const workspace = Workspace.ofTest();
  for (const [path, content] of Object.entries(files)) workspace.write(path, content);
  return workspace.flowLogs('normalize', ...Object.keys(files), '--out', 'tables', ...options);
}

describe('a run without rows', () => {
  test.each([
    ['an empty file', { 'a.log': '' }, 0, 'no rows: the file is empty'],
    ['a compressed empty file', { 'a.log.gz': gzipSync('') }, 0, 'no rows: the file is empty'],
    ['empty files', { 'a.log': '', 'b.log': '' }, 0, 'no rows: all 2 files are empty'],
    ['a header', { 'a.log': HEADER }, 1, `no rows: the log is empty: a header or an envelope in ${HEADER.length} bytes, and no records`],
    ['headers', { 'a.log': HEADER, 'b.log': HEADER }, 1, 'no rows: all 2 logs are empty'],
    ['a blob without records', { 'a.json': blobOf() }, 1, 'no rows: the log is empty'],
    ['one reject', { 'a.log': `${HEADER}truncated\n` }, 1, 'no rows: the record was rejected: too-few-fields 1'],
    ['rejects', { 'a.log': `${HEADER}truncated\ntoo\n` }, 1, 'no rows: all 2 records were rejected: too-few-fields 2'],
  ])('of %s states the reason', async (_, files, expected, message) => {
    const { code, stdout, stderr } = await normalize(files);
    expect(stderr).toContain(message);
    expect(stdout).not.toContain('next:');
    expect(code).toBe(expected);
  }); // biome-ignore format: one case a line
});

test('records without traffic are rows', async () => {
  const { code, stdout, stderr } = await normalize({ 'a.log': NODATA });
  expect(stdout).toContain('1 record from 1 file: 1 row, 0 rejects\n');
  expect(stdout).toContain('next: flow-logs query tables --question top-talkers');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('an empty log beside a log with rows is no finding', async () => {
  const { code, stderr } = await normalize({ 'a.log': HEADER, 'b.log': fileOf({}) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('--explain', () => {
  const files = { 'a.log.gz': gzipSync(fileOf({}, {})), 'b.json': blobOf() };

  test('states the form of each log, the reason and the layers', async () => {
    const { stdout } = await normalize(files, '--explain');
    expect(stdout).toMatch(
      /^ {2}explain {2}a\.log\.gz: .*\(aws-text\) in gzip, because .*14 fields.*; 2 records$/m,
    );
    expect(stdout).toMatch(/^ {2}explain {2}b\.json: .*\(azure-blob\), because .*; 0 records$/m);
  });

  test('is a list in the JSON object, which has none without it', async () => {
    const { stdout } = await normalize(files, '--explain', '--json');
    expect(JSON.parse(stdout).explained).toMatchObject([
      { source: 'a.log.gz', form: 'aws-text', layers: ['gzip'], records: 2, rows: 2, rejects: 0 },
      { source: 'b.json', form: 'azure-blob', layers: [], records: 0 },
    ]);
    expect(JSON.parse((await normalize(files, '--json')).stdout)).not.toHaveProperty('explained');
  });
});

describe('skipped files', () => {
  const skipped = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`raw/${n}.md`, 'no flow log']));

  test('are named: the first on the terminal, all as JSON', async () => {
    const workspace = Workspace.ofTest();
    for (const [path, content] of Object.entries({ 'raw/a.log': fileOf({}), ...skipped }))
      workspace.write(path, content);
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'raw',
      '--out',
      'tables',
      '--json',
    );
    expect(stderr).toBe(
      'skipped: 7 files without the name of a flow log: raw/0.md, raw/1.md, raw/2.md, raw/3.md, raw/4.md and 2 more; ' +
        '--json lists them all\n',
    );
    expect(JSON.parse(stdout).skipped).toEqual(Object.keys(skipped));
    expect(code).toBe(0);
  });

  test('are named if no other file is there', async () => {
    const workspace = Workspace.ofTest();
    for (const [path, content] of Object.entries(skipped)) workspace.write(path, content);
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables');
    expect(stderr).toContain('error: raw has no file with the name of a flow log\nskipped: 7 files');
    expect(stderr).toContain('give its path');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test('the next command quotes the directory', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('a.log', fileOf({}));
  const { stdout } = await workspace.flowLogs('normalize', 'a.log', '--out', "it's here");
  expect(stdout).toContain(`next: flow-logs query 'it'\\''s here' --question`);
});

test('names with line breaks and escapes do not write lines of their own', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('raw/a\nfailed: b.log', fileOf({}));
  workspace.write('raw/c\nfailed: d.log', 'no flow log');
  workspace.write('raw/e\nfailed: \u001b[31m.md', 'no flow log');
  const { stdout, stderr } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables', '--explain');
  expect(stdout).not.toMatch(/^failed: b/m);
  expect(stderr).not.toMatch(/^failed: (d|\\)/m);
  expect(stderr).not.toContain('\u001b');
  expect(stderr.match(/^failed: /gm)).toHaveLength(1);
});
