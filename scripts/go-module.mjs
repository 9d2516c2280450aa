// What the scripts share that build a program from its Go module.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where programs lie that were built. */
export const CACHE = join(homedir(), '.cache/cloud-flow-logs');

/** Fetches a module. Returns the directory of its source, which can not be written to. */
export function fetched(module, version) {
  say(`fetching ${module} ${version}`);
  const found = go(['mod', 'download', '-json', `${module}@${version}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(found).Dir;
}

/** Builds a package of a module that was fetched. A build that is broken off leaves nothing that looks like a program. */
export function build(source, { binary, ldflags, target = '.', flags = [] }) {
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
    process.stderr.write(`it can not be built: ${reason}\n`);
    process.exit(1);
  }
}

export function say(text) {
  process.stdout.write(`> ${text}\n`);
}
