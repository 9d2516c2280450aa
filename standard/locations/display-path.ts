import { isAbsolute, relative } from 'node:path';

/** Returns a path relative to a directory, with `/`. A path outside the directory stays absolute. */
export function displayPath(path: string, directory = process.cwd()): string {
  const fromDirectory = isAbsolute(path) ? relative(directory, path) : path;
  return (fromDirectory.startsWith('..') ? path : fromDirectory).replaceAll('\\', '/');
}
