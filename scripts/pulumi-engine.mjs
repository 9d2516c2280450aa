// Builds the Pulumi engine from its Go module, for the suite that runs previews with it.
// With --where it builds nothing and prints the path of the engine.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram, CACHE, fetchModule, go } from './go-module.mjs';
import { logStep } from './project.mjs';

const VERSION = 'v3.274.1';
const REPOSITORY = 'github.com/pulumi/pulumi';
const BINARY = process.env.PULUMI_ENGINE ?? join(CACHE, 'pulumi', VERSION, 'pulumi');

if (process.argv.includes('--where')) {
  process.stdout.write(BINARY);
} else if (existsSync(BINARY)) {
  logStep(`the Pulumi engine ${VERSION} is built: ${BINARY}`);
} else {
  const source = fetchModule(`${REPOSITORY}/pkg/v3`, VERSION);
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-pulumi-'));
  try {
    logStep(`building the Pulumi engine ${VERSION}, which takes about five minutes`);
    buildProgram(source, {
      binary: BINARY,
      ldflags: `-s -w -X ${REPOSITORY}/sdk/v3/go/common/version.Version=${VERSION}`,
      target: './cmd/pulumi',
      flags: ['-mod=mod', `-modfile=${moduleFile(source, directory)}`],
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  logStep(`the Pulumi engine ${VERSION} is built: ${BINARY}`);
}

/** Writes a go.mod that fetches the SDK. The module's own go.mod expects it beside itself, as in its repository. */
function moduleFile(source, directory) {
  const path = join(directory, 'go.mod');
  writeFileSync(path, readFileSync(join(source, 'go.mod')));
  // copies of the read-only files of a module are read-only too
  writeFileSync(join(directory, 'go.sum'), readFileSync(join(source, 'go.sum')));
  const sdk = `${REPOSITORY}/sdk/v3`;
  go(['mod', 'edit', `-dropreplace=${sdk}`, `-require=${sdk}@${VERSION}`, path], { stdio: 'inherit' });
  return path;
}
