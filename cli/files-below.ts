import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of everything below a directory; nothing, where there is no such directory. */
export function filesBelow(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true }).map((entry) => join(directory, String(entry)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
