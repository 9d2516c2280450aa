import type { TerraformConfiguration } from '../terraform';
import { ArmKind, parseArmId, subscriptionOf } from './arm-id';
import { SUBSCRIPTION } from './invented-ids';
import type { ResourceManager } from './resource-manager';
import type { Json } from './resource-store';

/** Default region. */
const LOCATION = 'westeurope';

/** Resources that data sources look up by name, in a group. */
const TYPES: { readonly [dataSource: string]: string } = {
  azurerm_key_vault: 'Microsoft.KeyVault/vaults',
  azurerm_log_analytics_workspace: 'Microsoft.OperationalInsights/workspaces',
  azurerm_network_watcher: 'Microsoft.Network/networkWatchers',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
  azurerm_virtual_machine: 'Microsoft.Compute/virtualMachines',
  azurerm_virtual_machine_scale_set: 'Microsoft.Compute/virtualMachineScaleSets',
  azurerm_virtual_network: 'Microsoft.Network/virtualNetworks',
};

/** Key vaults in the type names of the stand-in. */
const VAULT = 'microsoft.keyvault/vaults';

/** The subnet that a data source looks up. */
const SUBNET = 'azurerm_subnet';

/** Creates the resources that a stack expects: those that it looks up by name, and those that it references by id. */
export function seedForStack(manager: ResourceManager, stack: TerraformConfiguration): void {
  const ids = [...lookedFor(stack), ...subnetsLookedFor(stack), ...literalIds(stack)];
  for (const id of [...ids, ...ids.flatMap(watcherBeside)])
    if (manager.store.get(id) === undefined && !hasVault(manager, id)) manager.seed(id, contentsOf(id));
}

/** The address of a key names a vault without its group. */
function hasVault(manager: ResourceManager, id: string): boolean {
  const { type, name } = parseArmId(id) ?? {};
  return (
    type === VAULT &&
    manager.store.list(VAULT, `/subscriptions/${subscriptionOf(id)}`).some((vault) => vault.name === name)
  );
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

/** Subnets belong to networks, whose names can come from data sources. */
function subnetsLookedFor(stack: TerraformConfiguration): string[] {
  return Object.values(stack.data?.[SUBNET] ?? {}).map(({ name, provider, ...place }) => {
    const [group, network] = [place.resource_group_name, place.virtual_network_name].map((value) =>
      literalOf(value, stack),
    );
    const scope = `/subscriptions/${subscriptionOfProvider(provider, stack)}/resourceGroups/${group}`;
    return `${scope}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${name}`;
  });
}

/** Resolves an attribute of a data source: `${data.azurerm_virtual_network.hub.name}`. */
function literalOf(value: unknown, stack: TerraformConfiguration): unknown {
  const [, type = '', id = '', attribute = ''] =
    /^\$\{data\.(\w+)\.(\w+)\.(\w+)\}$/.exec(String(value)) ?? [];
  return stack.data?.[type]?.[id]?.[attribute] ?? value;
}

/** The subscription of a provider, by `azurerm.alias` or the default. */
function subscriptionOfProvider(provider: unknown, stack: TerraformConfiguration): string {
  const [, alias] = typeof provider === 'string' ? provider.split('.') : [];
  const found = stack.provider?.azurerm?.find((each) => each.alias === alias);
  return typeof found?.subscription_id === 'string' ? found.subscription_id : SUBSCRIPTION;
}

/** The watcher that Azure creates with the first network of a region. */
function watcherBeside(id: string): string[] {
  if (parseArmId(id)?.type !== 'microsoft.network/virtualnetworks') return [];
  const group = `/subscriptions/${subscriptionOf(id)}/resourceGroups/NetworkWatcherRG`;
  return [`${group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${LOCATION}`];
}

/** Every string of a stack that is a resource id or contains the address of a vault. */
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

/** Properties that Azure requires of existing resources: a vault must support customer-managed keys. */
function contentsOf(id: string): Json {
  const location = locationOf(id);
  const isVault = parseArmId(id)?.type === VAULT;
  return isVault ? { location, properties: { enablePurgeProtection: true } } : { location };
}

/** The region is part of a watcher's name. */
function locationOf(id: string): string {
  return /\/NetworkWatcher_([a-z0-9]+)$/.exec(id)?.[1] ?? LOCATION;
}
