// Builds Terraform providers from their Go modules, for suites that run them without a provider registry: azurerm, and
// time, which stacks that wait for a role use. Arguments are names of providers; without arguments it builds all.
// With --where it builds nothing and prints the locations of the providers as JSON.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram, CACHE, fetchModule } from './go-module.mjs';
import { logStep } from './project.mjs';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const MIRROR = process.env.AZURERM_PROVIDER_CACHE ?? join(CACHE, 'terraform');

/** The release, and the version of the Go module at its commit. */
const AZURERM = located({
  name: 'azurerm',
  version: '5.2.0',
  // a path in a provider mirror: no host has this name
  address: 'terraform.local/hashicorp/azurerm',
  module: 'github.com/hashicorp/terraform-provider-azurerm',
  moduleVersion: 'v1.44.1-0.20260824201233-fae580791926',
  versionVariable: 'github.com/hashicorp/terraform-provider-azurerm/version.ProviderVersion',
  effort: 'about twenty minutes and 4 GB of memory',
});

/** It has the address that stacks request: they do not depend on one release of it. */
const TIME = located({
  name: 'time',
  version: '0.14.2',
  address: 'registry.terraform.io/hashicorp/time',
  module: 'github.com/hashicorp/terraform-provider-time',
  moduleVersion: 'v0.14.2',
  effort: 'about a minute',
});

const PROVIDERS = [TIME, AZURERM];

if (process.argv.includes('--where')) {
  process.stdout.write(JSON.stringify({ ...location(AZURERM), companions: [location(TIME)] }));
} else {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !PROVIDERS.some((provider) => provider.name === name));
  if (unknown.length > 0) {
    const known = PROVIDERS.map(({ name }) => name).join(', ');
    process.stderr.write(`unknown providers: ${unknown.join(', ')}. The script builds ${known}\n`);
    process.exit(2);
  }
  for (const provider of PROVIDERS) if (names.length === 0 || names.includes(provider.name)) build(provider);
}

function build({ name, version, module, moduleVersion, versionVariable, effort, binary }) {
  if (!existsSync(binary)) {
    const source = fetchModule(module, moduleVersion);
    logStep(`building ${name} ${version}, which takes ${effort}`);
    const variable = versionVariable === undefined ? '' : ` -X ${versionVariable}=${version}`;
    buildProgram(source, { binary, ldflags: `-s -w${variable}` });
  }
  logStep(`${name} ${version} is built: ${binary}`);
}

/** A provider with the path of its binary in the mirror. */
function located(provider) {
  const { name, version, address } = provider;
  const file = `terraform-provider-${name}_v${version}`;
  return { ...provider, binary: join(MIRROR, address, version, PLATFORM, file) };
}

function location({ name, address, version, binary }) {
  return { name, address, platform: PLATFORM, version, binary };
}
