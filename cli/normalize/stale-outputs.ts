import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { outputName, withoutPart } from '../../flows/object-name';
import type { OutputFile } from '../../flows/part-files';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { filesBelow } from '../files-below';

/**
 * Removes what an earlier run wrote for the same sources and this one did not: a source that has changed may
 * have left a partition, or have no rejects any more.
 */
export function removeStaleOutputs(
  directory: string,
  sources: readonly string[],
  written: readonly OutputFile[],
): void {
  const names = new Set(sources.map(outputName));
  const current = new Set(written.map(({ path }) => path));
  for (const table of Object.values(TABLE_DIRECTORIES)) {
    for (const path of filesBelow(join(directory, table))) {
      if (names.has(withoutPart(basename(path))) && !current.has(path)) rmSync(path);
    }
  }
}
