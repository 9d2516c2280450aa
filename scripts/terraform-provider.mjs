// Builds the azurerm provider of Terraform from its Go module, once: for suites that run it where there is no registry.
// `--where` builds nothing and prints, as JSON, where the provider lies.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE as BUILT, build, fetched, say } from './go-module.mjs';

/** The release that is built: a release is a commit, and modules name commits by time and hash. */
const VERSION = '5.2.0';
const MODULE = 'github.com/hashicorp/terraform-provider-azurerm';
const MODULE_VERSION = 'v1.44.1-0.20260824201233-fae580791926';

/** The address of what is built here, which is a path in a mirror of providers: no host has this name. */
const ADDRESS = 'terraform.local/hashicorp/azurerm';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const CACHE = process.env.AZURERM_PROVIDER_CACHE ?? join(BUILT, 'terraform');
const BINARY = join(CACHE, ADDRESS, VERSION, PLATFORM, `terraform-provider-azurerm_v${VERSION}`);

if (process.argv.includes('--where')) {
  process.stdout.write(
    JSON.stringify({ address: ADDRESS, platform: PLATFORM, version: VERSION, binary: BINARY }),
  );
} else if (existsSync(BINARY)) {
  say(`azurerm ${VERSION} is there: ${BINARY}`);
} else {
  const source = fetched(MODULE, MODULE_VERSION);
  say(`building azurerm ${VERSION}: some twenty minutes and 4 GB of memory, once`);
  build(source, { binary: BINARY, ldflags: `-s -w -X ${MODULE}/version.ProviderVersion=${VERSION}` });
  say(`azurerm ${VERSION} is there: ${BINARY}`);
}
