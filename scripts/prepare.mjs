// Makes a fresh clone ready: the right Node, what is missing installed, the package built.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const MINIMUM_NODE = [20, 19];

/** Installs and builds what is needed to run anything else. */
export function prepare() {
  requireNode();
  if (!isInstalled()) {
    say('installing what is missing (once)');
    // npm is a script on some systems and a shell wrapper on others
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  }
  say('building');
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { cwd: ROOT, stdio: 'inherit' });
}

/** One line that tells what goes on. */
export function say(text) {
  process.stdout.write(`\n> ${text}\n`);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  process.stderr.write(
    `cloud-flow-logs needs Node ${MINIMUM_NODE.join('.')} or newer, and this is ${process.versions.node}: ` +
      'install a newer one from nodejs.org, then run the same command again\n',
  );
  process.exit(2);
}

/** npm writes its own copy of the lock file when an installation is complete. */
function isInstalled() {
  const done = join(ROOT, 'node_modules/.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
}
