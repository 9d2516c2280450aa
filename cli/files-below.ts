import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Lists the paths of everything below a directory. The list is empty if the directory does not exist. */
export function filesBelow(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true }).map((entry) => join(directory, String(entry)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
