import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasCommand } from '../processes';
import { ROOT } from '../source-files';

/** The Trino version closest to Athena engine version 3 that runs on Java 17. */
export const TRINO_VERSION = '435';

/** Cache of the server's parts: downloaded once, about 270 MB. */
const PARTS = join(ROOT, `.cache/trino-${TRINO_VERSION}`);

export const HOW_TO_INSTALL = 'apt-get install openjdk-17-jdk-headless maven';

/** Whether Trino can be started. */
export function canRunTrino(): boolean {
  return hasCommand('java', '-version') && (existsSync(PARTS) || hasCommand('mvn', '--version'));
}

/** Directory of the server's parts: `lib` is the engine, `plugin` the connectors. */
export function trinoParts(): string {
  if (!existsSync(PARTS)) fetchParts();
  return PARTS;
}

/** Moves the parts into place once all are complete. */
function fetchParts(): void {
  const unfinished = `${PARTS}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const pom = join(__dirname, 'pom.xml');
  process.stderr.write(`fetching Trino ${TRINO_VERSION} into ${PARTS}\n`);
  execFileSync('mvn', ['-B', '-q', '-f', pom, `-Dparts=${unfinished}`, 'process-resources'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  renameSync(unfinished, PARTS);
}
