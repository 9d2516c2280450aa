// Builds the azurerm provider of Terraform from its Go module, for suites that run it without a provider registry.
// With --where it builds nothing and prints the location of the provider as JSON.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram, CACHE, fetchModule } from './go-module.mjs';
import { logStep } from './project.mjs';

/** The release, and the version of the Go module at its commit. */
const VERSION = '5.2.0';
const MODULE = 'github.com/hashicorp/terraform-provider-azurerm';
const MODULE_VERSION = 'v1.44.1-0.20260824201233-fae580791926';

/** The address of the built provider: a path in a provider mirror. No host has this name. */
const ADDRESS = 'terraform.local/hashicorp/azurerm';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const MIRROR = process.env.AZURERM_PROVIDER_CACHE ?? join(CACHE, 'terraform');
const BINARY = join(MIRROR, ADDRESS, VERSION, PLATFORM, `terraform-provider-azurerm_v${VERSION}`);

if (process.argv.includes('--where')) {
  process.stdout.write(
    JSON.stringify({ address: ADDRESS, platform: PLATFORM, version: VERSION, binary: BINARY }),
  );
} else if (existsSync(BINARY)) {
  logStep(`azurerm ${VERSION} is built: ${BINARY}`);
} else {
  const source = fetchModule(MODULE, MODULE_VERSION);
  logStep(`building azurerm ${VERSION}, which takes about twenty minutes and 4 GB of memory`);
  buildProgram(source, { binary: BINARY, ldflags: `-s -w -X ${MODULE}/version.ProviderVersion=${VERSION}` });
  logStep(`azurerm ${VERSION} is built: ${BINARY}`);
}
