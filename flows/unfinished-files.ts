import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Longest time for which another machine can hold a file without writing to it. */
const ABANDONED_AFTER_MILLIS = 7 * 86_400_000;

/** Name of an unfinished file: the final name, the machine, the process, and a random text. */
const UNFINISHED = /^\..+\.unfinished$/;
const OWNER = /\.([0-9a-f]{12})-(\d+)-[0-9a-f]{16}\.unfinished$/;

/**
 * Returns a new path for a file that is being written: next to its final path, under a name that readers ignore. No two
 * calls return the same path, so that several processes can write to one table.
 */
export function unfinishedPath(path: string): string {
  const owner = `${thisMachine()}-${process.pid}-${randomBytes(8).toString('hex')}`;
  return join(dirname(path), `.${basename(path)}.${owner}.unfinished`);
}

/** Whether a path is that of an unfinished file. */
export function isUnfinished(path: string): boolean {
  return UNFINISHED.test(basename(path));
}

/** Deletes an unfinished file if that is possible. Otherwise a later run deletes it. */
export function removeUnfinished(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // the error that made the file unneeded is the one to report
  }
}

/**
 * Whether an unfinished file was left behind by a process that was killed. The process of this machine that created the
 * file no longer exists; or the file is from another machine and has not changed for a week.
 */
export function isAbandoned(path: string): boolean {
  const [, machine, pid] = OWNER.exec(basename(path)) ?? [];
  if (machine === thisMachine()) return !isRunning(Number(pid));
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > ABANDONED_AFTER_MILLIS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

let machine: string | undefined;

/** Identifies the processes that a process id can name: those of one container, or else of one start of one host. */
function thisMachine(): string {
  machine ??= createHash('sha256')
    .update([hostname(), ...LINUX_IDENTITY.map((read) => attempt(read))].join(' '))
    .digest('hex')
    .slice(0, 12);
  return machine;
}

const LINUX_IDENTITY = [
  () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
  () => readlinkSync('/proc/self/ns/pid'),
];

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
