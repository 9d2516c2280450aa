import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hasCommand, hasPart, hasPartOfMachine } from './processes';
import { ROOT } from './source-files';

/** A release of the azurerm provider that can run. */
export interface AzurermProvider {
  readonly version: string;
  /** Its source address. */
  readonly source: string;
  /** @default - Terraform downloads it */
  readonly binary?: string;
}

/** Whether Terraform may download providers. */
const FROM_REGISTRY = 'AZURERM_FROM_REGISTRY';
/** Path of the binary of a 4.x release. */
const BINARY_OF_4 = 'AZURERM_4_PROVIDER';
/** Path of the binary of an azapi release. Its module cannot be downloaded, so no script builds it. */
const AZAPI_BINARY = 'AZAPI_PROVIDER';

/** The output of the script that builds the providers. */
const built: BuiltProvider & { readonly companions: readonly BuiltProvider[] } = JSON.parse(
  execFileSync(process.execPath, [join(ROOT, 'scripts/terraform-provider.mjs'), '--where'], {
    encoding: 'utf8',
  }),
);

interface BuiltProvider {
  readonly name: string;
  /** The source address in the provider mirror. */
  readonly address: string;
  readonly platform: string;
  readonly version: string;
  readonly binary: string;
}

/** The provider release of the installed CDKTF bindings. */
export const BINDINGS_VERSION = '4.55.0';

/** The provider at its newest major version; undefined with a printed notice if it or Terraform is missing. */
export function azurerm5(): AzurermProvider | undefined {
  const { version, binary } = built;
  const provider = existsSync(binary) ? { version, source: built.address, binary } : fromRegistry(version);
  const install = `node scripts/terraform-provider.mjs, or set ${FROM_REGISTRY}=1`;
  return hasTerraform() && hasPart(`azurerm ${version}`, install, provider !== undefined)
    ? provider
    : undefined;
}

/** The provider at the previous major version, likewise. Its module cannot be built, only downloaded. */
export function azurerm4(): AzurermProvider | undefined {
  const binary = process.env[BINARY_OF_4];
  const provider = binary === undefined ? fromRegistry(BINDINGS_VERSION) : fromBinary(binary);
  const install = `set ${BINARY_OF_4} to the path of a terraform-provider-azurerm_v4.x binary, or ${FROM_REGISTRY}=1`;
  return hasTerraform() && hasPart('azurerm 4.x', install, provider !== undefined) ? provider : undefined;
}

/** Both major versions for which a synthesized stack is valid, including missing ones. */
export function azurermReleases(): { major: string; provider: AzurermProvider | undefined }[] {
  return [
    { major: '5.x', provider: azurerm5() },
    { major: '4.x', provider: azurerm4() },
  ];
}

/** Writes the settings with which Terraform finds a provider, and returns their path. */
export function cliConfig(directory: string, { version, binary }: AzurermProvider): string {
  const path = join(directory, 'terraform.rc');
  const mirror = join(directory, 'mirror');
  const installation =
    binary === undefined ? 'direct {}' : `filesystem_mirror { path = ${JSON.stringify(mirror)} }`;
  if (binary !== undefined) {
    link(mirror, { ...built, version, binary });
    for (const companion of presentCompanions()) link(mirror, companion);
  }
  writeFileSync(path, `disable_checkpoint = true\nprovider_installation {\n  ${installation}\n}\n`);
  return path;
}

/**
 * Returns whether Terraform finds all providers of a stack. Prints the missing ones.
 *
 * @param required the `required_providers` of the stack, by local name
 */
export function hasProvidersOf(
  required: { readonly [name: string]: { readonly source: string } },
  { binary }: AzurermProvider,
): boolean {
  if (binary === undefined) return true;
  const found = ['azurerm', ...presentCompanions().map(({ name }) => name)];
  return Object.entries(required)
    .filter(([name, { source }]) => !isBuiltIn(source) && !found.includes(name))
    .map(([name, { source }]) => hasPartOfMachine(`provider ${source}`, installOf(name), false))
    .every((present) => present);
}

/** Providers beside azurerm that are built, at the addresses that stacks request. */
function presentCompanions(): readonly BuiltProvider[] {
  return [...built.companions, ...azapi()].filter(({ binary }) => existsSync(binary));
}

/** The azapi provider of the environment, if it is set. */
function azapi(): BuiltProvider[] {
  const binary = process.env[AZAPI_BINARY];
  if (binary === undefined) return [];
  const version = /^terraform-provider-azapi_v(\d+\.\d+\.\d+)/.exec(basename(binary))?.[1];
  if (version === undefined || !existsSync(binary)) {
    throw new Error(
      `${AZAPI_BINARY} is ${binary}: it has to be a file that is named like its release, terraform-provider-azapi_v2.12.0`,
    );
  }
  const address = 'registry.terraform.io/azure/azapi';
  return [{ name: 'azapi', address, platform: built.platform, version, binary }];
}

/** A provider that is part of Terraform, such as that of `terraform_data`. */
function isBuiltIn(source: string): boolean {
  return source.startsWith('terraform.io/builtin/');
}

/** How to install a provider beside azurerm: only some can be built from their Go module. */
function installOf(name: string): string {
  if (name === 'azapi') return `set ${AZAPI_BINARY} to the path of a terraform-provider-azapi_v2.x binary`;
  const isBuildable = built.companions.some((companion) => companion.name === name);
  return isBuildable ? `node scripts/terraform-provider.mjs ${name}` : `set ${FROM_REGISTRY}=1`;
}

/** Puts a provider into a mirror. */
function link(mirror: string, { name, address, version, platform, binary }: BuiltProvider): void {
  const folder = join(mirror, address, version, platform);
  mkdirSync(folder, { recursive: true });
  symlinkSync(binary, join(folder, `terraform-provider-${name}_v${version}`));
}

function hasTerraform(): boolean {
  return hasPart(
    'terraform',
    'see "Install Terraform" of its documentation',
    hasCommand('terraform', 'version'),
  );
}

function fromRegistry(version: string): AzurermProvider | undefined {
  return process.env[FROM_REGISTRY] ? { version, source: 'hashicorp/azurerm' } : undefined;
}

function fromBinary(binary: string): AzurermProvider {
  const version = /^terraform-provider-azurerm_v(4\.\d+\.\d+)/.exec(basename(binary))?.[1];
  if (version !== undefined && existsSync(binary)) return { version, source: built.address, binary };
  throw new Error(
    `${BINARY_OF_4} is ${binary}: it has to be a file that is named like its release, terraform-provider-azurerm_v${BINDINGS_VERSION}`,
  );
}
