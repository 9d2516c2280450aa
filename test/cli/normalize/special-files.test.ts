import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { COMMAND_LINE } from '../../support/built-files';
import { Workspace } from '../../support/flow-logs';

/** A user without the rights of root, who can read everything. */
const UNPRIVILEGED_ID = 65_534;
const IS_ROOT = process.getuid?.() === 0;

const NORMALIZE_RAW = ['normalize', 'raw', '--out', 'tables', '--json'];

function workspaceWithLog(): Workspace {
  const workspace = Workspace.ofTest();
  workspace.write('raw/a.log', fileOf({}));
  return workspace;
}

const link = (workspace: Workspace, target: string, path: string) =>
  symlinkSync(target, join(workspace.directory, path));

function namedPipe(workspace: Workspace, path: string): void {
  execFileSync('mkfifo', [join(workspace.directory, path)]);
}

/** Creates a socket, which exists until the end of the test. */
async function socket(workspace: Workspace, path: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(join(workspace.directory, path), resolve));
}

describe('in a directory', () => {
  test.each([
    ['a link to nothing', (w: Workspace) => link(w, 'gone.log', 'raw/x.log'), 'behind symbolic links to paths that do not exist'],
    ['a link to itself', (w: Workspace) => link(w, 'x.log', 'raw/x.log'), 'behind symbolic links that lead in a circle'],
    ['a link to the directory above', (w: Workspace) => link(w, '..', 'raw/x.log'), 'behind symbolic links that lead in a circle'],
    ['a named pipe', (w: Workspace) => namedPipe(w, 'raw/x.log'), 'of the type named pipe, which is read only if its path is given'],
    ['a link to a device', (w: Workspace) => link(w, '/dev/zero', 'raw/x.log'), 'of the type device'],
    ['a socket', (w: Workspace) => socket(w, 'raw/x.log'), 'of the type socket'],
  ])('%s is named and not read', async (_, make, reason) => {
    const workspace = workspaceWithLog();
    await make(workspace);
    const { code, stdout, stderr } = await workspace.flowLogs(...NORMALIZE_RAW);
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, rows: 1, failed: [], skipped: ['raw/x.log'] });
    expect(stderr).toBe(`skipped: 1 file ${reason}: raw/x.log\n`);
    expect(code).toBe(0);
  }); // biome-ignore format: one case a line

  test('links to directories are followed, and each file is read once under its own path', async () => {
    const workspace = workspaceWithLog();
    workspace.write('elsewhere/b.log', fileOf({}));
    link(workspace, '../elsewhere', 'raw/0-first');
    link(workspace, '../elsewhere', 'raw/second');
    link(workspace, 'a.log', 'raw/0-same.log');
    const { stdout } = await workspace.flowLogs(...NORMALIZE_RAW, '--explain');
    const { explained } = JSON.parse(stdout);
    expect(explained.map(({ source }: { source: string }) => source)).toEqual([
      'raw/a.log',
      'raw/0-first/b.log',
    ]);
  });

  test('many links to directories do not multiply the work', async () => {
    const workspace = workspaceWithLog();
    for (let level = 0; level < 20; level++) {
      mkdirSync(join(workspace.directory, `raw/d${level}`));
      if (level > 0) {
        link(workspace, `../d${level - 1}`, `raw/d${level}/left`);
        link(workspace, `../d${level - 1}`, `raw/d${level}/right`);
      }
    }
    const { code, stdout } = await workspace.flowLogs(...NORMALIZE_RAW);
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, rows: 1 });
    expect(code).toBe(0);
  });

  test('a directory and a file without permission fail with the reason, and the others are read', async () => {
    const workspace = workspaceWithLog();
    workspace.write('raw/private/b.log', fileOf({}));
    workspace.write('raw/c.log', fileOf({}));
    chmodSync(join(workspace.directory, 'raw/private'), 0);
    chmodSync(join(workspace.directory, 'raw/c.log'), 0);
    chmodSync(workspace.directory, 0o777);
    onTestFinished(() => chmodSync(join(workspace.directory, 'raw/private'), 0o700));
    const { code, stdout } = await asUnprivileged(workspace, NORMALIZE_RAW);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 1,
      failed: [
        { source: 'raw/private', code: 'unreadable', message: 'cannot be read: permission denied (EACCES)' },
        { source: 'raw/c.log', code: 'unreadable', message: 'cannot be read: permission denied (EACCES)' },
      ],
    });
    expect(code).toBe(1);
  });
});

describe('a path that is given', () => {
  test.each([
    ['a link to nothing', (w: Workspace) => link(w, 'gone.log', 'x.log'), 'x.log is a symbolic link to gone.log, which does not exist: give'],
    ['a link to itself', (w: Workspace) => link(w, 'x.log', 'x.log'), 'x.log is a symbolic link that leads back to itself'],
    ['a device', (w: Workspace) => link(w, '/dev/zero', 'x.log'), 'x.log is a device and has no flow log: give'],
    ['a socket', (w: Workspace) => socket(w, 'x.log'), 'x.log is a socket and has no flow log: give'],
  ])('is an error if it is %s', async (_, make, message) => {
    const workspace = Workspace.ofTest();
    await make(workspace);
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'x.log', '--out', 'tables');
    expect(stderr).toContain(`error: ${message}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  }); // biome-ignore format: one case a line

  test('is read as a stream if it is a named pipe', async () => {
    const workspace = Workspace.ofTest();
    namedPipe(workspace, 'x.log');
    const writer = spawn('sh', ['-c', 'cat > x.log'], { cwd: workspace.directory });
    writer.stdin.end(fileOf({}, {}));
    const { code, stdout } = await workspace.flowLogs('normalize', 'x.log', '--out', 'tables', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, rows: 2, bytes: fileOf({}, {}).length });
    expect(code).toBe(0);
  });
});

/** Runs the command line without the rights of root. */
function asUnprivileged(
  workspace: Workspace,
  args: readonly string[],
): Promise<{ code: number; stdout: string }> {
  const identity = IS_ROOT ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {};
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND_LINE, ...args],
      { cwd: workspace.directory, ...identity },
      (error, stdout) => resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}
