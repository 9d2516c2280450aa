import { closeSync, existsSync, fstatSync, openSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { outputName, withoutPart } from '../../flows/object-name';
import type { OutputFile } from '../../flows/part-files';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { isAbandoned, isUnfinished, removeUnfinished, unfinishedPath } from '../../flows/unfinished-files';
import { filesBelow } from '../files-below';

/**
 * Returns the time of the file system of a directory, in milliseconds: the time that a file has which is created now. Its
 * clock can differ from the clock of this machine. The directory need not exist yet.
 *
 * @throws the error of the operating system if the directory cannot be written
 */
export function fileSystemTime(directory: string): number {
  const path = unfinishedPath(join(nearestExisting(directory), 'started'));
  try {
    const file = openSync(path, 'wx');
    const time = fstatSync(file).ctimeMs;
    closeSync(file);
    return time;
  } catch (error) {
    throw Object.assign(error as Error, { syscall: 'write', path: directory });
  } finally {
    removeUnfinished(path);
  }
}

/**
 * Removes files that an earlier run wrote for the same sources and this run did not write. A changed source can have no
 * rows in a partition any more, or no rejects. Files that another run has published since this run started remain, because
 * they can be newer than what this run read. Unfinished files of processes that were killed are removed too.
 *
 * @param started - time at which this run started, from `fileSystemTime`
 */
export function removeStaleOutputs(
  directory: string,
  sources: readonly string[],
  written: readonly OutputFile[],
  started: number,
): void {
  const names = new Set(sources.map(outputName));
  const current = new Set(written.map(({ path }) => path));
  for (const table of Object.values(TABLE_DIRECTORIES)) {
    for (const path of filesBelow(join(directory, table))) {
      if (isUnfinished(path)) {
        if (isAbandoned(path)) removeUnfinished(path);
      } else if (names.has(withoutPart(basename(path))) && !current.has(path) && isOlder(path, started)) {
        rmSync(path, { force: true });
      }
    }
  }
}

/** Whether a file had its name already at a time. A file system changes the ctime of a file that it renames. */
function isOlder(path: string, time: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.ctimeMs, stats.mtimeMs) <= time;
}

function nearestExisting(path: string): string {
  const above = dirname(path);
  return existsSync(path) || above === path ? path : nearestExisting(above);
}
