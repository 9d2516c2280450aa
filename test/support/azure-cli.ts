import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceManager } from './arm/resource-manager';
import type { Json } from './arm/resource-store';
import { ROOT } from './source-files';

const PAGE = join(ROOT, 'docs/azure-deploy.md');

/** Commands of the page that prepare every subscription. */
const FOR_EACH = '## Prepare the subscription';
/** Commands of the page that create what an example looks up, below a comment with its name. */
const FOR_EXAMPLES = '## Examples';

/** Options of a command of the Azure CLI, without the dashes. */
type Options = Readonly<Record<string, string>>;

/** A resource that a command creates: its id within the subscription. */
interface Created {
  readonly id: string;
  readonly body?: Json;
}

const COMMANDS: { readonly [command: string]: (options: Options) => Created | undefined } = {
  'provider register': () => undefined,
  'keyvault key create': () => undefined,
  'group create': ({ name, location }) => ({ id: `/resourceGroups/${name}`, body: { location } }),
  'network watcher configure': ({ 'resource-group': group, locations }) => ({
    id: inGroup(group, `Microsoft.Network/networkWatchers/NetworkWatcher_${locations}`),
    body: { location: locations },
  }),
  'network vnet create': ({ 'resource-group': group, name, 'address-prefixes': prefix }) => ({
    id: inGroup(group, `Microsoft.Network/virtualNetworks/${name}`),
    body: { properties: { addressSpace: { addressPrefixes: [prefix] } } },
  }),
  'network vnet subnet create': (options) => ({
    id: inGroup(
      options['resource-group'],
      `Microsoft.Network/virtualNetworks/${options['vnet-name']}/subnets/${options.name}`,
    ),
    body: {
      properties: {
        addressPrefixes: [options['address-prefixes']],
        serviceEndpoints: [{ service: options['service-endpoints'] }],
        delegations: [{ name: '0', properties: { serviceName: options.delegations } }],
      },
    },
  }),
  'monitor log-analytics workspace create': ({ 'resource-group': group, 'workspace-name': name }) => ({
    id: inGroup(group, `Microsoft.OperationalInsights/workspaces/${name}`),
  }),
  'storage account create': ({ 'resource-group': group, name, sku, kind }) => ({
    id: inGroup(group, `Microsoft.Storage/storageAccounts/${name}`),
    body: { kind, sku: { name: sku } },
  }),
  'keyvault create': (options) => ({
    id: inGroup(options['resource-group'], `Microsoft.KeyVault/vaults/${options.name}`),
    body: {
      properties: {
        sku: { family: 'A', name: 'standard' },
        enablePurgeProtection: options['enable-purge-protection'] === 'true',
        enableRbacAuthorization: options['enable-rbac-authorization'] === 'true',
      },
    },
  }),
  'vm create': ({ 'resource-group': group, name }) => ({
    id: inGroup(group, `Microsoft.Compute/virtualMachines/${name}`),
  }),
  'vmss create': ({ 'resource-group': group, name }) => ({
    id: inGroup(group, `Microsoft.Compute/virtualMachineScaleSets/${name}`),
  }),
};

/** Returns the commands that the page on deployments gives to prepare an empty subscription for an example. */
export function preparationOf(example: string): string[] {
  return [
    ...blocksBelow(FOR_EACH).flatMap(({ commands }) => commands),
    ...blocksBelow(FOR_EXAMPLES)
      .filter(({ examples }) => examples.includes(example))
      .flatMap(({ commands }) => commands),
  ];
}

/** Returns the examples that the page prepares for. */
export function preparedExamples(): string[] {
  return [...new Set(blocksBelow(FOR_EXAMPLES).flatMap(({ examples }) => examples))].sort();
}

/** Runs a command of the page against the stand-in. Throws if the command or one of its options is unknown here. */
export function runAzureCli(line: string, manager: ResourceManager, subscription: string): void {
  const [, command = '', rest = ''] = /^az ([a-z -]*?) (--.*)$/.exec(line) ?? [];
  const run = COMMANDS[command];
  if (run === undefined) throw new Error(`unknown command: ${line}`);
  const created = run(optionsOf(rest));
  if (created === undefined) return;
  const [, group] = /^\/resourceGroups\/([^/]+)/.exec(created.id) ?? [];
  const ofGroup = manager.store.get(`/subscriptions/${subscription}/resourceGroups/${group}`);
  if (created.id.includes('/providers/') && ofGroup === undefined)
    throw new Error(`the group does not exist: ${line}`);
  const location = ofGroup?.location ?? 'westeurope';
  manager.seed(`/subscriptions/${subscription}${created.id}`, { location, ...created.body });
}

function inGroup(group: string | undefined, path: string): string {
  return `/resourceGroups/${group}/providers/${path}`;
}

/** An option without a value is true. */
function optionsOf(text: string): Options {
  const options = text.split(/\s*--/).filter((option) => option !== '');
  return Object.fromEntries(
    options.map((option) => {
      const [name = '', ...value] = option.split(' ');
      return [name, value.length === 0 ? 'true' : value.join(' ')];
    }),
  );
}

/** Commands under a comment in the shell code of a section, one line each. The comment names examples. */
function blocksBelow(heading: string): { examples: string[]; commands: string[] }[] {
  const page = readFileSync(PAGE, 'utf8');
  const section = page.split(/^(?=## )/m).find((each) => each.startsWith(`${heading}\n`));
  const code = /```sh\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (code === undefined) throw new Error(`${PAGE} has no commands below ${heading}`);
  return code
    .replaceAll(/ \\\n\s*/g, ' ')
    .split(/^(?=# )/m)
    .map((block) => {
      const lines = block.split('\n').filter((line) => line !== '');
      const comment = lines.find((line) => line.startsWith('# ')) ?? '';
      return {
        examples: comment.match(/cdktf-[a-z-]+/g) ?? [],
        commands: lines.filter((line) => !line.startsWith('#')),
      };
    });
}
