import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The directory of package.json. */
export const ROOT = join(__dirname, '../..');

/** Directories of generated or installed files. */
const GENERATED = new Set(['bundle', 'cdk.out', 'cdktf.out', 'node_modules', 'dist']);

/** A source file: its path from the root with `/`, and its text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Reads the source files below directories of the project, in order. A missing directory has no files. */
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
      return GENERATED.has(entry.name) ? [] : pathsBelow(path);
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
