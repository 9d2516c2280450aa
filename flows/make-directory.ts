import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a directory, and the directories above it, unless it exists. The recursive `mkdir` of Node.js does not return in
 * a file system that has no such operation, for example below `/proc`.
 *
 * @throws the error of the operating system
 */
export function makeDirectory(path: string): void {
  if (isDirectory(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // another process can create it at the same time
    if (isDirectory(path)) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || isDirectory(above)) throw error;
    makeDirectory(above);
    makeDirectory(path);
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
