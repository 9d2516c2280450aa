// Builds the azurerm provider of Terraform from its Go module, once: for suites that run it where there is no registry.
// `--where` builds nothing and prints, as JSON, where the provider lies.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The release that is built: a release is a commit, and modules name commits by time and hash. */
const VERSION = '5.2.0';
const MODULE = 'github.com/hashicorp/terraform-provider-azurerm';
const MODULE_VERSION = 'v1.44.1-0.20260824201233-fae580791926';

/** The address of what is built here, which is a path in a mirror of providers: no host has this name. */
const ADDRESS = 'terraform.local/hashicorp/azurerm';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const CACHE = process.env.AZURERM_PROVIDER_CACHE ?? join(homedir(), '.cache/cloud-flow-logs/terraform');
const BINARY = join(CACHE, ADDRESS, VERSION, PLATFORM, `terraform-provider-azurerm_v${VERSION}`);

if (process.argv.includes('--where')) {
  process.stdout.write(
    JSON.stringify({ address: ADDRESS, platform: PLATFORM, version: VERSION, binary: BINARY }),
  );
} else if (existsSync(BINARY)) {
  say(`azurerm ${VERSION} is there: ${BINARY}`);
} else {
  build(download());
}

function download() {
  say(`fetching ${MODULE} ${MODULE_VERSION}`);
  const found = go(['mod', 'download', '-json', `${MODULE}@${MODULE_VERSION}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(found).Dir;
}

function build(source) {
  say(`building azurerm ${VERSION}: some twenty minutes and 4 GB of memory, once`);
  mkdirSync(dirname(BINARY), { recursive: true });
  // a build that is broken off leaves nothing that looks like a provider
  const unfinished = join(CACHE, `unfinished-${process.pid}`);
  const flags = `-s -w -X ${MODULE}/version.ProviderVersion=${VERSION}`;
  go(['build', '-trimpath', '-ldflags', flags, '-o', unfinished, '.'], { cwd: source, stdio: 'inherit' });
  renameSync(unfinished, BINARY);
  say(`azurerm ${VERSION} is there: ${BINARY}`);
}

function go(args, options) {
  try {
    return execFileSync('go', args, { encoding: 'utf8', ...options });
  } catch (error) {
    const reason =
      error.code === 'ENOENT' ? 'the go command is missing: install Go from go.dev' : error.message;
    process.stderr.write(`azurerm ${VERSION} can not be built: ${reason}\n`);
    process.exit(1);
  }
}

function say(text) {
  process.stdout.write(`> ${text}\n`);
}
