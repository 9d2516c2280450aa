// Lets scripts load TypeScript sources, so that none of them needs `dist`.
import { join } from 'node:path';
import { require } from 'tsx/cjs/api';
import { ensureKernel } from './generated.mjs';
import { ROOT } from './project.mjs';

await ensureKernel();

/** Returns the exports of a source file, given by its path from the root. */
export function requireSource(path) {
  return require(join(ROOT, path), import.meta.url);
}
