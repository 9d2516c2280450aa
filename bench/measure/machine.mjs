import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { canPin } from './run-process.mjs';

const PEERS = [
  'node_modules/@duckdb/node-api',
  'bench/node_modules/nodejs-polars',
  'node_modules/hyparquet-writer',
];

/** The machine and the versions of a measurement. */
export function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    pinned: canPin,
    commit: commit(),
    versions: Object.fromEntries(PEERS.flatMap(version)),
  };
}

function version(directory) {
  try {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, directory, 'package.json'), 'utf8'));
    return [[name, version]];
  } catch {
    return [];
  }
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
