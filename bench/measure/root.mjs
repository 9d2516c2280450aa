import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where data and outputs of benchmarks lie. */
export const CACHE = join(ROOT, '.cache/bench');
