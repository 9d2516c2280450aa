import { gzipSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';

const LOG = Buffer.from(fileOf({}));
const TEXT = Buffer.from('no flow log');

async function normalizeZip(members: Zippable, ...options: string[]) {
  const workspace = Workspace.ofTest();
  workspace.write('raw/logs.zip', zipSync(members));
  return workspace.flowLogs('normalize', 'raw', '--out', 'tables', ...options);
}

test('members of an archive are logs of their own; those without the name of a log are named', async () => {
  const members = {
    'a.log': LOG,
    'deep/er/b.log.gz': gzipSync(fileOf({}, {})),
    'c.log': Buffer.from('damaged'),
    'notes.md': TEXT,
    '__MACOSX/._a.log': TEXT,
  };
  const { code, stdout, stderr } = await normalizeZip(members, '--json', '--explain');
  expect(JSON.parse(stdout)).toMatchObject({
    files: 3,
    bytes: zipSync(members).length,
    rows: 3,
    explained: [
      { source: 'raw/logs.zip!a.log', form: 'aws-text' },
      { source: 'raw/logs.zip!deep/er/b.log.gz', form: 'aws-text', layers: ['gzip'] },
    ],
    failed: [{ source: 'raw/logs.zip!c.log', code: 'not-a-flow-log' }],
    skipped: ['raw/logs.zip!notes.md', 'raw/logs.zip!__MACOSX/._a.log'],
  });
  expect(stderr).toContain('skipped: 1 file without the name of a flow log: raw/logs.zip!notes.md\n');
  expect(stderr).toContain(
    'skipped: 1 file in archives (metadata of macOS): raw/logs.zip!__MACOSX/._a.log\n',
  );
  expect(code).toBe(1);
});

test('an archive has the same rows as its members in a directory', async () => {
  const workspace = Workspace.ofTest();
  workspace.write(
    'x.zip',
    zipSync({ 'a.log': LOG, 'b.log': Buffer.from(fileOf({ bytes: '9223372036854775807' })) }),
  );
  const { stdout } = await workspace.flowLogs('normalize', 'x.zip', '--out', 'tables', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ files: 2, rows: 2, bytesOut: '9223372036854776647' });
});

test.each([
  ['no member', {}],
  ['no member with the name of a log', { 'notes.md': TEXT }],
])('an archive with %s is a finding that states the reason', async (_, members) => {
  const { code, stdout, stderr } = await normalizeZip(members);
  expect(stderr).toContain('no rows: no file in the archive has the name of a flow log');
  expect(stdout).not.toContain('next:');
  expect(code).toBe(1);
});

test('a truncated archive fails with the reason, and other files are read', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('raw/logs.zip', zipSync({ 'a.log': LOG }).subarray(0, 60));
  workspace.write('raw/b.log', fileOf({}));
  const { code, stdout } = await workspace.flowLogs('normalize', 'raw', '--out', 'tables', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ rows: 1, failed: [{ source: 'raw/logs.zip' }] });
  expect(code).toBe(1);
});
