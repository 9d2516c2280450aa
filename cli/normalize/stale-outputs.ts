import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { outputName, withoutPart } from '../../flows/object-name';
import type { OutputFile } from '../../flows/part-files';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { filesBelow } from '../files-below';

/**
 * Removes files that an earlier run wrote for the same sources and this run did not write. A changed source can have no
 * rows in a partition any more, or no rejects.
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
