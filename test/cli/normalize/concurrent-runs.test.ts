import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isUnfinished } from '../../../flows/unfinished-files';
import { COMMAND_LINE } from '../../support/built-files';
import { Workspace } from '../../support/flow-logs';

const FILES = 3;
const ROWS = 60_000;
const HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** A workspace with raw files, large enough that runs which start together write the same files at the same time. */
function workspaceWithLogs(): Workspace {
  const workspace = Workspace.ofTest();
  for (let file = 0; file < FILES; file++) {
    const start = 1_795_341_600 + file * 86_400;
    const records = Array.from({ length: ROWS }, (_, row) => {
      const address = `10.${file}.${row % 250}.${row % 199}`;
      return `2 123456789012 eni-0${row % 97} ${address} 10.1.2.3 ${row} 443 6 1 ${row} ${start} ${start + 60} ACCEPT OK`;
    });
    workspace.write(`raw/${file}.log.gz`, gzipSync(`${HEADER}\n${records.join('\n')}\n`, { level: 1 }));
  }
  return workspace;
}

function started({ directory }: Workspace, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [COMMAND_LINE, ...args], { cwd: directory, stdio: 'ignore' });
}

async function rowsIn(workspace: Workspace): Promise<string> {
  const sql = 'select count(*) as n, count(distinct (source, source_row)) as distinct from flows';
  const { stdout, stderr } = await workspace.flowLogs('query', 'tables', '--sql', sql, '--json');
  return stderr || JSON.stringify(JSON.parse(stdout));
}

const ALL_ROWS = JSON.stringify([{ n: FILES * ROWS, distinct: FILES * ROWS }]);
const NORMALIZE = ['normalize', 'raw', '--out', 'tables'];

describe('runs that write to one directory at the same time', () => {
  test.each([1, 2])('write each row once and leave no unfinished file, trial %i', async () => {
    const workspace = workspaceWithLogs();
    const runs = [1, 2, 3].map(() => started(workspace, ...NORMALIZE));
    const codes = await Promise.all(runs.map((run) => once(run, 'exit')));
    expect(codes).toEqual(runs.map(() => [0, null]));
    expect(await rowsIn(workspace)).toBe(ALL_ROWS);
    const together = workspace.files('tables');
    expect([...together.keys()].filter((path) => !path.endsWith('.parquet'))).toEqual([]);

    await workspace.flowLogs('normalize', 'raw', '--out', 'alone');
    expect(together).toEqual(workspace.files('alone'));
  });
});

/** Waits until a run writes a file, or has ended. */
async function untilItWrites({ directory }: Workspace, run: ChildProcess): Promise<void> {
  const writes = () =>
    readdirSync(join(directory, 'tables'), { recursive: true }).some((path) => isUnfinished(String(path)));
  while (run.exitCode === null && !writes()) await setTimeout(1);
}

describe('a run that is killed', () => {
  test.each([0, 10, 50])(
    '%i ms after it began to write leaves a table that can be queried, and the next run completes it',
    async (millis) => {
      const workspace = workspaceWithLogs();
      await workspace.flowLogs('normalize', join('raw', '0.log.gz'), '--out', 'tables');
      const run = started(workspace, ...NORMALIZE);
      const ended = once(run, 'exit');
      await untilItWrites(workspace, run);
      await setTimeout(millis);
      run.kill('SIGKILL');
      await ended;
      const [{ n, distinct }] = JSON.parse(await rowsIn(workspace));
      expect(n).toBe(distinct);
      expect(n % ROWS).toBe(0);
      expect(n).toBeGreaterThanOrEqual(ROWS);

      await workspace.flowLogs(...NORMALIZE);
      expect(await rowsIn(workspace)).toBe(ALL_ROWS);
      expect([...workspace.files('tables').keys()].filter((path) => !path.endsWith('.parquet'))).toEqual([]);
    },
  );
});
