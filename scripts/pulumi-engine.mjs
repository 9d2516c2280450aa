// Builds Pulumi's engine from its Go module, once: for the suite that makes previews with it.
// `--where` builds nothing and prints where the engine lies.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, CACHE, fetched, go, say } from './go-module.mjs';

const VERSION = 'v3.274.1';
const REPOSITORY = 'github.com/pulumi/pulumi';
const BINARY = process.env.PULUMI_ENGINE ?? join(CACHE, 'pulumi', VERSION, 'pulumi');

if (process.argv.includes('--where')) {
  process.stdout.write(BINARY);
} else if (existsSync(BINARY)) {
  say(`Pulumi's engine ${VERSION} is there: ${BINARY}`);
} else {
  const source = fetched(`${REPOSITORY}/pkg/v3`, VERSION);
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-pulumi-'));
  try {
    say(`building Pulumi's engine ${VERSION}: some five minutes, once`);
    build(source, {
      binary: BINARY,
      ldflags: `-s -w -X ${REPOSITORY}/sdk/v3/go/common/version.Version=${VERSION}`,
      target: './cmd/pulumi',
      flags: ['-mod=mod', `-modfile=${moduleFile(source, directory)}`],
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  say(`Pulumi's engine ${VERSION} is there: ${BINARY}`);
}

/** The module's own file looks for the SDK beside it, which is so in its repository only. */
function moduleFile(source, directory) {
  const path = join(directory, 'go.mod');
  writeFileSync(path, readFileSync(join(source, 'go.mod')));
  // files of a module are read-only, and so would their copies be
  writeFileSync(join(directory, 'go.sum'), readFileSync(join(source, 'go.sum')));
  const sdk = `${REPOSITORY}/sdk/v3`;
  go(['mod', 'edit', `-dropreplace=${sdk}`, `-require=${sdk}@${VERSION}`, path], { stdio: 'inherit' });
  return path;
}
