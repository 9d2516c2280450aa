import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOf } from '../aws/sample-records';
import { COMMAND_LINE } from '../support/built-files';
import { Workspace } from '../support/flow-logs';

function workspaceWithLogs(files: number): Workspace {
  const workspace = Workspace.ofTest();
  for (let file = 0; file < files; file++) workspace.write(`raw/${file}.log`, fileOf({}, {}));
  workspace.write('file', 'not a directory');
  symlinkSync('loop', join(workspace.directory, 'loop'));
  symlinkSync('nowhere', join(workspace.directory, 'dangling'));
  return workspace;
}

describe('an output directory that cannot be written', () => {
  test.each([
    ['file', 'ENOTDIR'],
    ['file/below', 'ENOTDIR'],
    ['loop', 'ELOOP'],
    ['dangling', 'EEXIST'],
    ['n'.repeat(300), 'ENAMETOOLONG'],
    ...(existsSync('/proc/self') ? [['/proc/tables', 'ENOENT']] : []),
  ])('%s exits 2 with the reason and a fix', async (out = '', code = '') => {
    const workspace = workspaceWithLogs(3);
    const run = await workspace.flowLogs('normalize', 'raw', '--out', out, '--jobs', '1');
    expect(run.stderr).toContain(`cannot`);
    expect(run.stderr).toContain(`(${code}): `);
    expect(run.stderr).not.toContain('    at ');
    expect(run.code).toBe(2);
  });
});

/** Runs a command of a shell in a workspace. `$FLOW_LOGS` is the command line. */
function shell(workspace: Workspace, command: string): { code: number; output: string } {
  const script = `FLOW_LOGS="${process.execPath} ${COMMAND_LINE}"; { ${command}; } 2>&1; echo "exit $?"`;
  const printed = execFileSync('bash', ['-c', script], { cwd: workspace.directory, encoding: 'utf8' });
  const [, output = '', code] = /^([\s\S]*)exit (\d+)\n$/.exec(printed) ?? [];
  return { code: Number(code), output };
}

describe('standard output', () => {
  const LARGE_RESULT = "select range as n, repeat('x', 1000) as text from range(200000)";

  async function workspaceWithTables(): Promise<Workspace> {
    const workspace = workspaceWithLogs(1);
    await workspace.flowLogs('normalize', 'raw', '--out', 'tables');
    return workspace;
  }

  test
    .skipIf(!existsSync('/dev/full'))
    .each([
      'normalize raw --out other',
      'query tables --sql "select 1" --json',
      `query tables --sql "${LARGE_RESULT}" --output csv`,
      '--help',
    ])('on a full disk is one sentence: %s', async (args) => {
    const workspace = await workspaceWithTables();
    const { code, output } = shell(workspace, `$FLOW_LOGS ${args} > /dev/full`);
    expect(output).toBe(
      'error: cannot write standard output: no space is left on the device (ENOSPC): free space, or give a path on ' +
        'another disk\n',
    );
    expect(code).toBe(2);
  });

  test.skipIf(!existsSync('/dev/full'))('is complete if standard error is on a full disk', async () => {
    const workspace = await workspaceWithTables();
    const { code } = shell(workspace, '$FLOW_LOGS query gone --sql "select 1" 2> /dev/full');
    expect(code).toBe(2);
  });

  test.each(['csv', 'spreadsheet-csv', 'json'])(
    'of a result of 200 MB as %s does not collect in memory',
    async (output) => {
      const workspace = await workspaceWithTables();
      const query = `$FLOW_LOGS query tables --sql "${LARGE_RESULT}" --output ${output}`;
      const small = 'export NODE_OPTIONS=--max-old-space-size=100';
      const run = shell(workspace, `${small}; set -o pipefail; ${query} | grep -c xxxx`);
      expect(run).toEqual({ code: 0, output: '200000\n' });
    },
  );

  test('that is closed ends a query', async () => {
    const workspace = await workspaceWithTables();
    const query = '$FLOW_LOGS query tables --sql "select f.* from flows f, range(1000000000)" --output csv';
    expect(shell(workspace, `${query} | head -n 1 | wc -l`)).toEqual({ code: 0, output: '1\n' });
  });
});

const CAN_MOUNT = process.platform === 'linux' && canMount();

function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a disk that becomes full', () => {
  const LARGE = fileOf(
    // digits that do not compress
    ...Array.from({ length: 30_000 }, (_, row) => ({
      bytes: String(Math.floor(1e15 * Math.abs(Math.sin(row + 1)))),
    })),
  );
  const DONE = '2 records from ';

  test.skipIf(process.platform !== 'linux').each(['1', '2'])(
    'ends the run with exit code 2, after a report of what was written, with %s jobs',
    (jobs) => {
      const workspace = Workspace.ofTest();
      workspace.write('raw/a.log', fileOf({}, {}));
      for (const name of ['b', 'c', 'd', 'e', 'f']) workspace.write(`raw/${name}.log`, LARGE);
      // the limit is in units of 1,024 bytes
      const command = `ulimit -f 40; $FLOW_LOGS normalize raw --out tables --jobs ${jobs}`;
      const { code, output } = shell(workspace, command);
      expect(output).toContain(DONE);
      expect(output).toContain('cannot write tables: the file exceeds the largest size');
      expect(output).toMatch(/stopped {2}[1-4] more files are not processed/);
      expect(output).not.toContain('    at ');
      expect(code).toBe(2);
      expect([...workspace.files('tables').keys()]).toEqual([
        expect.stringMatching(/\/a-[0-9a-f]+\.parquet$/),
      ]);
    },
  );

  test.skipIf(!CAN_MOUNT)('is reported with the reason, and leaves no unfinished file', () => {
    const workspace = Workspace.ofTest();
    workspace.write('raw/a.log', fileOf({}, {}));
    for (const name of ['b', 'c', 'd']) workspace.write(`raw/${name}.log`, LARGE);
    mkdirSync(join(workspace.directory, 'disk'));
    const inside =
      'mount -t tmpfs -o size=64k tmpfs disk && $0 $1 normalize raw --out disk/tables --jobs 1; code=$?; ' +
      'find disk -type f; exit $code';
    const command = `unshare --mount bash -c '${inside}' ${process.execPath} ${COMMAND_LINE}`;
    const { code, output } = shell(workspace, command);
    expect(output).toContain(DONE);
    expect(output).toContain('cannot write disk/tables: no space is left on the device (ENOSPC): free space');
    expect(output).toMatch(/\/a-[0-9a-f]+\.parquet\n/);
    expect(output).not.toContain('.unfinished');
    expect(code).toBe(2);
  });

  test.skipIf(!CAN_MOUNT)('or that is read-only ends the run before it reads', () => {
    const workspace = workspaceWithLogs(2);
    mkdirSync(join(workspace.directory, 'disk'));
    const inside = 'mount -t tmpfs -o ro tmpfs disk && $0 $1 normalize raw --out disk';
    const { code, output } = shell(
      workspace,
      `unshare --mount bash -c '${inside}' ${process.execPath} ${COMMAND_LINE}`,
    );
    expect(output).toBe(
      'error: cannot write disk: the file system is read-only (EROFS): give a path in a writable file system\n',
    );
    expect(code).toBe(2);
  });
});
