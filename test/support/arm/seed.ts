import type { TerraformConfiguration } from '../terraform';
import { ArmKind, parseArmId, subscriptionOf } from './arm-id';
import { SUBSCRIPTION } from './invented-ids';
import type { ResourceManager } from './resource-manager';
import type { Json } from './resource-store';

/** Where everything is that says nothing of its region. */
const LOCATION = 'westeurope';

/** What data sources look for by name, in a group. */
const TYPES: { readonly [dataSource: string]: string } = {
  azurerm_log_analytics_workspace: 'Microsoft.OperationalInsights/workspaces',
  azurerm_network_watcher: 'Microsoft.Network/networkWatchers',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
  azurerm_virtual_machine: 'Microsoft.Compute/virtualMachines',
  azurerm_virtual_machine_scale_set: 'Microsoft.Compute/virtualMachineScaleSets',
  azurerm_virtual_network: 'Microsoft.Network/virtualNetworks',
};

/** The subnet that a data source looks for, in its network. */
const SUBNET = 'azurerm_subnet';

/** Makes what a stack takes for granted: what it looks for by name, and what it names by a whole id. */
export function seedForStack(manager: ResourceManager, stack: TerraformConfiguration): void {
  const ids = [...lookedFor(stack), ...subnetsLookedFor(stack), ...literalIds(stack)];
  for (const id of [...ids, ...ids.flatMap(watcherBeside)])
    if (manager.store.get(id) === undefined) manager.seed(id, contentsOf(id));
}

function lookedFor(stack: TerraformConfiguration): string[] {
  return Object.entries(TYPES).flatMap(([dataSource, type]) =>
    Object.values(stack.data?.[dataSource] ?? {})
      .filter(({ name }) => typeof name === 'string' && !name.includes('${'))
      .map(({ name, resource_group_name: group, provider }) => {
        const scope = `/subscriptions/${subscriptionOfProvider(provider, stack)}/resourceGroups/${group}`;
        return `${scope}/providers/${type}/${name}`;
      }),
  );
}

/** Subnets are in networks, whose names may be those of data sources as well. */
function subnetsLookedFor(stack: TerraformConfiguration): string[] {
  return Object.values(stack.data?.[SUBNET] ?? {}).map(({ name, provider, ...place }) => {
    const [group, network] = [place.resource_group_name, place.virtual_network_name].map((value) =>
      literalOf(value, stack),
    );
    const scope = `/subscriptions/${subscriptionOfProvider(provider, stack)}/resourceGroups/${group}`;
    return `${scope}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${name}`;
  });
}

/** What an attribute of a data source comes down to: `${data.azurerm_virtual_network.hub.name}`. */
function literalOf(value: unknown, stack: TerraformConfiguration): unknown {
  const [, type = '', id = '', attribute = ''] =
    /^\$\{data\.(\w+)\.(\w+)\.(\w+)\}$/.exec(String(value)) ?? [];
  return stack.data?.[type]?.[id]?.[attribute] ?? value;
}

/** The subscription of a provider, as `azurerm.alias`, or of the one without an alias. */
function subscriptionOfProvider(provider: unknown, stack: TerraformConfiguration): string {
  const [, alias] = typeof provider === 'string' ? provider.split('.') : [];
  const found = stack.provider?.azurerm?.find((each) => each.alias === alias);
  return typeof found?.subscription_id === 'string' ? found.subscription_id : SUBSCRIPTION;
}

/** The watcher that Azure has made with the first network of a region. */
function watcherBeside(id: string): string[] {
  if (parseArmId(id)?.type !== 'microsoft.network/virtualnetworks') return [];
  const group = `/subscriptions/${subscriptionOf(id)}/resourceGroups/NetworkWatcherRG`;
  return [`${group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${LOCATION}`];
}

/** Every text of a stack that is the id of a resource, as users give it, or names a vault by its address. */
function literalIds(value: unknown): string[] {
  if (typeof value === 'string') return isResourceId(value) ? [value] : vaultOfKey(value);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(literalIds) : [];
}

/** The vault of a key: `https://<vault>.vault.azure.net/keys/<key>`. */
function vaultOfKey(text: string): string[] {
  const name = /^https:\/\/([a-z0-9-]+)\.vault\.azure\.net\/keys\//i.exec(text)?.[1];
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/keys`;
  return name === undefined ? [] : [`${group}/providers/Microsoft.KeyVault/vaults/${name}`];
}

function isResourceId(text: string): boolean {
  return !text.includes('${') && parseArmId(text)?.kind === ArmKind.RESOURCE;
}

/** What Azure asks of anything that is given to a construct: a vault has to be fit for the keys of accounts. */
function contentsOf(id: string): Json {
  const location = locationOf(id);
  const isVault = parseArmId(id)?.type === 'microsoft.keyvault/vaults';
  return isVault ? { location, properties: { enablePurgeProtection: true } } : { location };
}

/** A watcher says its region in its name. */
function locationOf(id: string): string {
  return /\/NetworkWatcher_([a-z0-9]+)$/.exec(id)?.[1] ?? LOCATION;
}
