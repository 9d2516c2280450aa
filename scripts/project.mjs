// What all scripts know of the project: where it is, and what it exports.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** package.json. */
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The entry points that have code: the name that users import after `cloud-flow-logs/`, and its source file. */
export const ENTRY_POINTS = Object.entries(MANIFEST.exports).flatMap(([name, target]) =>
  typeof target?.default === 'string'
    ? [
        {
          name: name.replace('./', ''),
          source: target.default.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts'),
        },
      ]
    : [],
);

/** Prints the name of the step that starts. */
export function logStep(text) {
  process.stdout.write(`\n> ${text}\n`);
}
