import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';

function workspaceWithLogs(files = 1): Workspace {
  const workspace = Workspace.ofTest();
  for (let file = 0; file < files; file++) workspace.write(`raw/${file}.log`, fileOf({}));
  return workspace;
}

/** Creates a socket, which exists until the end of the test. */
async function socket(path: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

describe.skipIf(process.platform === 'win32').each(['--threats', '--mmdb'])('%s', (option) => {
  const normalize = (workspace: Workspace, path: string) =>
    workspace.flowLogs('normalize', 'raw', '--out', 'tables', option, path);

  test.each([
    ['/dev/zero', '/dev/zero is a device: give a file'],
    ['directory', 'directory is a directory: give a file'],
    ['socket', 'socket is a socket: give a file'],
    ['loop', 'loop is a symbolic link that leads back to itself'],
    [
      'raw/0.log/below',
      'raw/0.log/below cannot be read: a part of the path is a file and not a directory (ENOTDIR)',
    ],
  ])('rejects %s', async (path, message) => {
    const workspace = workspaceWithLogs();
    mkdirSync(join(workspace.directory, 'directory'));
    symlinkSync('loop', join(workspace.directory, 'loop'));
    await socket(join(workspace.directory, 'socket'));
    const { code, stdout, stderr } = await normalize(workspace, path);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
  });

  test('rejects a file that is too large, before it reads it', async () => {
    const workspace = workspaceWithLogs();
    truncateSync(join(workspace.directory, workspace.write('large', '')), 2 ** 30 + 1);
    const { code, stderr } = await normalize(workspace, 'large');
    expect(stderr).toMatch(/^error: large has more than (500|1024) MiB: give a smaller file\n$/);
    expect(code).toBe(2);
  });
});

test.skipIf(!existsSync('/dev/fd'))('a threat list can be a pipe, for all logs of a run', async () => {
  const workspace = workspaceWithLogs(6);
  const pipe = join(workspace.directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = execFile('bash', ['-c', 'printf "1.0.0.0/8, low\\n192.0.0.0/9, high\\n" > "$0"', pipe]);
  onTestFinished(() => void writer.kill());
  const { code, stderr } = await workspace.flowLogs(
    'normalize',
    'raw',
    '--out',
    'tables',
    '--threats',
    'pipe',
    '--jobs',
    '2',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const sql = 'select count(*) as n from flows where threat_type is not null';
  const { stdout } = await workspace.flowLogs('query', 'tables', '--sql', sql, '--output', 'csv');
  expect(stdout).toBe('n\n6\n');
});

describe('a threat list with entries that are not valid', () => {
  const NOTE =
    'note: threat list feodo.txt: 2 of 3 entries are not valid and not used: line 2: "example.com" (not an IP address, ' +
    'network or range), line 3: "0.0.0.0/0" (a prefix of 0 bits marks too many addresses, at least 8 are required)\n';

  test.each([
    ['1', [], 0],
    ['2', [], 0],
    ['1', ['--strict'], 1],
  ])('is used and reported once, with %s jobs and the options %j', async (jobs, options, expected) => {
    const workspace = workspaceWithLogs(3);
    workspace.write('feodo.txt', '198.51.100.7\nexample.com\n0.0.0.0/0\n');
    const run = ['normalize', 'raw', '--out', 'tables', '--threats', 'feodo.txt', '--jobs', jobs, ...options];
    const { code, stderr } = await workspace.flowLogs(...run);
    expect({ code, stderr }).toEqual({ code: expected, stderr: NOTE });
  });
});

test('lists and databases can be compressed', async () => {
  const workspace = workspaceWithLogs();
  workspace.write('1.txt.gz', gzipSync('1.0.0.0/8\n192.0.0.0/9\n'));
  workspace.write('cut.gz', gzipSync('192.0.0.0/9\n').subarray(0, 20));
  const normalize = (list: string) =>
    workspace.flowLogs('normalize', 'raw', '--out', 'tables', '--threats', list);
  expect(await normalize('1.txt.gz')).toMatchObject({ code: 0, stderr: '' });
  const sql = 'select count(*) as n from flows where threat_type is not null';
  const { stdout } = await workspace.flowLogs('query', 'tables', '--sql', sql, '--output', 'csv');
  expect(stdout).toBe('n\n1\n');
  const { code, stderr } = await normalize('cut.gz');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'error: cut.gz is damaged gzip (unexpected end of file): download it again\n',
  });
});
