// Builds a program from its Go module. Shared by the scripts that build one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { logStep } from './project.mjs';

/** The directory of the built programs. */
export const CACHE = join(homedir(), '.cache/cloud-flow-logs');

/** Fetches a module. Returns the directory of its source, which is read-only. */
export function fetchModule(module, version) {
  logStep(`fetching ${module} ${version}`);
  const found = go(['mod', 'download', '-json', `${module}@${version}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(found).Dir;
}

/** Builds a package of a fetched module. The binary appears at its path when it is complete. */
export function buildProgram(source, { binary, ldflags, target = '.', flags = [] }) {
  mkdirSync(dirname(binary), { recursive: true });
  const unfinished = join(dirname(binary), `unfinished-${process.pid}`);
  const args = ['build', ...flags, '-trimpath', '-ldflags', ldflags, '-o', unfinished, target];
  go(args, { cwd: source, stdio: 'inherit' });
  renameSync(unfinished, binary);
}

export function go(args, options) {
  try {
    return execFileSync('go', args, { encoding: 'utf8', ...options });
  } catch (error) {
    const reason =
      error.code === 'ENOENT' ? 'the go command is missing: install Go from go.dev' : error.message;
    process.stderr.write(`go ${args[0]} failed: ${reason}\n`);
    process.exit(1);
  }
}
