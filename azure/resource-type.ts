import { parseResourceId } from './resource-id';

/** Resource types whose ids the constructs accept, in the case of Azure. */
export enum ResourceType {
  ACTION_GROUP = 'Microsoft.Insights/actionGroups',
  KEY_VAULT = 'Microsoft.KeyVault/vaults',
  LOGIC_APP = 'Microsoft.Logic/workflows',
  NETWORK_WATCHER = 'Microsoft.Network/networkWatchers',
  PRIVATE_DNS_ZONE = 'Microsoft.Network/privateDnsZones',
  SCALE_SET = 'Microsoft.Compute/virtualMachineScaleSets',
  STORAGE_ACCOUNT = 'Microsoft.Storage/storageAccounts',
  SUBNET = 'Microsoft.Network/virtualNetworks/subnets',
  USER_ASSIGNED_IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities',
  VIRTUAL_MACHINE = 'Microsoft.Compute/virtualMachines',
  WORKSPACE = 'Microsoft.OperationalInsights/workspaces',
}

/** Validates that an id identifies a resource of a type. Returns the problem, or undefined. */
export function resourceIdProblem(prop: string, id: string, type: ResourceType): string | undefined {
  const seen = parseResourceId(id)?.type;
  if (seen === type.toLowerCase()) return undefined;
  return `${prop} is ${JSON.stringify(id)}: expected the ARM id of a ${type}`;
}
