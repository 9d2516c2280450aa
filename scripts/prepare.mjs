// Prepares a fresh clone: checks the version of Node, installs the dependencies, builds the package.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logStep, ROOT } from './project.mjs';

const MINIMUM_NODE = [20, 19];

/** Checks the version of Node, and installs the dependencies if they are missing or out of date. */
export function install() {
  requireNode();
  if (isInstalled()) return;
  logStep('installing the dependencies');
  // npm is a shell script on Windows
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/** Installs the dependencies, and builds the package if it is missing or out of date. */
export async function prepare() {
  install();
  logStep('building the package');
  // its imports are dependencies
  const { ensurePackage } = await import('./generated.mjs');
  await ensurePackage({ types: false });
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [minimumMajor, minimumMinor] = MINIMUM_NODE;
  if (major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)) return;
  process.stderr.write(
    `cloud-flow-logs needs Node ${MINIMUM_NODE.join('.')} or later, but this is Node ${process.versions.node}. ` +
      'Install a later version from https://nodejs.org and run the command again.\n',
  );
  process.exit(2);
}

/** npm writes its copy of the lock file when an installation is complete. */
function isInstalled() {
  const copy = join(ROOT, 'node_modules/.package-lock.json');
  return existsSync(copy) && statSync(copy).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
}
