import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './source-files';

/** A file of the package. */
export interface PackedFile {
  readonly path: string;
  readonly mode: number;
}

/** Packs the built package into a directory, as npm publishes it. It does not build, since other tests use the build. */
export function packedPackage(directory: string): { tarball: string; files: readonly PackedFile[] } {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', directory];
  const [packed] = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  return { tarball: join(directory, packed.filename), files: packed.files };
}
