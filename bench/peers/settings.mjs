import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Settings from the runner: input directory, output directory, names of the fields, threads, codec. */
export const settings = JSON.parse(process.argv[2]);

/** The files below a directory, in order. */
export function filesBelow(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
