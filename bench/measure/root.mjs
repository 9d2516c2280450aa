import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root directory of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Directory of the data and outputs of benchmarks. */
export const CACHE = join(ROOT, '.cache/bench');
