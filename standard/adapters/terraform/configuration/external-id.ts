import { addressIn, type DeploymentUnit } from '../../../facts';
import { standInSubscription } from '../../../facts/stand-in-id';
import { textOf } from '../expression/settle';
import type { ResourceInstance } from '../expression/terraform-value';

/** Data sources of networks, which exist outside the app. */
const NETWORKS: readonly string[] = [
  'aws_vpc',
  'aws_subnet',
  'aws_ec2_transit_gateway',
  'aws_network_interface',
];

/** Types of Azure's resource ids with the argument of the parent's name. Source: Terraform provider azurerm. */
const AZURE_TYPES: Readonly<Record<string, string>> = {
  azurerm_virtual_network: 'Microsoft.Network/virtualNetworks',
  azurerm_network_security_group: 'Microsoft.Network/networkSecurityGroups',
  azurerm_network_interface: 'Microsoft.Network/networkInterfaces',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
};

/**
 * Returns a stand-in for the id that a data source reads. The resource exists outside the app, so its id differs from
 * those of all resources of the app; `undefined` if the arguments do not determine it.
 */
export function externalId(source: ResourceInstance, unit: Pick<DeploymentUnit, 'name'>): string | undefined {
  if (NETWORKS.includes(source.type)) return addressIn(unit, source.address);
  const group = argumentOf(source, 'resource_group_name');
  const name = argumentOf(source, 'name');
  if (group === undefined || name === undefined) return undefined;
  const subscription = `/subscriptions/${standInSubscription(unit)}/resourceGroups/${group}/providers`;
  if (source.type === 'azurerm_subnet') {
    const network = argumentOf(source, 'virtual_network_name');
    return network && `${subscription}/${AZURE_TYPES.azurerm_virtual_network}/${network}/subnets/${name}`;
  }
  const type = AZURE_TYPES[source.type];
  return type && `${subscription}/${type}/${name}`;
}

function argumentOf(source: ResourceInstance, name: string): string | undefined {
  const text = textOf(source.argument(name) ?? null);
  return typeof text === 'string' ? text : undefined;
}
