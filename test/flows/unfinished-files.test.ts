import { spawnSync } from 'node:child_process';
import { utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { isAbandoned, isUnfinished, unfinishedPath } from '../../flows/unfinished-files';
import { temporaryDirectory } from '../support/normalized';

const DAY_SECONDS = 86_400;

/** Writes an unfinished file that another process created, and sets its age. */
function written(rename: (name: string) => string, ageDays: number): string {
  const path = unfinishedPath(join(temporaryDirectory(), 'flow.parquet'));
  const renamed = join(dirname(path), rename(basename(path)));
  writeFileSync(renamed, '');
  const time = Date.now() / 1000 - ageDays * DAY_SECONDS;
  utimesSync(renamed, time, time);
  return renamed;
}

function processThatEnded(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('each path is new, in the same directory, hidden, and not a Parquet file for readers', () => {
  const paths = Array.from({ length: 100 }, () => unfinishedPath('tables/flows/day=1/flow.parquet'));
  expect(new Set(paths).size).toBe(100);
  for (const path of paths) {
    expect(path).toMatch(/^tables\/flows\/day=1\/\.flow\.parquet\..*\.unfinished$/);
    expect(isUnfinished(path)).toBe(true);
  }
  expect(isUnfinished('tables/flow.parquet')).toBe(false);
});

const byProcess = (pid: number) => (name: string) => name.replace(/-\d+-/, `-${pid}-`);
const byMachine = (name: string) => name.replace(/[0-9a-f]{12}-\d+-/, 'ffffffffffff-1-');
const withoutOwner = () => '.flow.parquet.unfinished';

test.each([
  ['of this process', (name: string) => name, 30, false],
  ['of a process that runs', byProcess(process.ppid), 30, false],
  ['of a process that ended', byProcess(processThatEnded()), 0, true],
  ['of another machine, changed recently', byMachine, 6, false],
  ['of another machine, not changed for a week', byMachine, 8, true],
  ['of an earlier version, changed recently', withoutOwner, 6, false],
  ['of an earlier version, not changed for a week', withoutOwner, 8, true],
])('a file %s', (_, rename, ageDays, expected) => {
  expect(isAbandoned(written(rename, ageDays))).toBe(expected);
});

test('a file that no longer exists is not abandoned', () => {
  expect(isAbandoned('nowhere/.flow.parquet.unfinished')).toBe(false);
});
