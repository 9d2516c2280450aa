import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceText } from './import-arrows';

export const ROOT = join(__dirname, '../..');

/** Names of directories that hold nothing we wrote. */
const NOT_OURS = new Set(['cdk.out', 'cdktf.out', 'node_modules', 'dist']);

/** The source files below some of the project's directories, in order; a directory that is not there has none. */
export function sourceFiles(...directories: string[]): SourceText[] {
  return directories.flatMap((directory) =>
    pathsBelow(directory)
      .filter((path) => /\.[cm]?[jt]s$/.test(path))
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );
}

function pathsBelow(directory: string): string[] {
  return entriesOf(directory)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${directory}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return NOT_OURS.has(entry.name) ? [] : pathsBelow(path);
    });
}

function entriesOf(directory: string) {
  try {
    return readdirSync(join(ROOT, directory), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
