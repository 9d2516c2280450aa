import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const directory = join(ROOT, 'bench');

/** Installs the packages that only benchmarks need, at the first run. Returns the problem if they cannot be used. */
export function installPeers() {
  if (!existsSync(join(directory, 'node_modules'))) {
    const { status } = spawnSync('npm', ['ci', '--silent'], { cwd: directory, stdio: 'inherit' });
    if (status !== 0) return 'npm ci in bench/ failed';
  }
  try {
    createRequire(join(directory, 'run.mjs'))('nodejs-polars');
    return undefined;
  } catch (error) {
    return error.message.split('\n')[0];
  }
}
