import { resolve } from 'node:path';
import { localSource } from './local-source';
import { type Findings, SkipReason } from './source';

/**
 * Adds a regular file. A file that several paths lead to is read once: under its own path, or else under the first path of a
 * link. The other paths are skipped.
 *
 * @param real - the path of the file without symbolic links
 */
export function addFile(path: string, real: string, size: number, { sources, skipped }: Findings): void {
  const known = sources.get(real);
  if (known?.kind !== 'file') {
    sources.set(real, localSource(path, size));
    return;
  }
  if (resolve(known.path) === resolve(path)) return;
  const isOwnPath = resolve(path) === real;
  if (isOwnPath) sources.set(real, localSource(path, size));
  skipped.push({ path: isOwnPath ? known.path : path, reason: SkipReason.SAME_FILE });
}
