import { parseResourceId } from './resource-id';

/** Types of resources whose ids are asked for, as Azure spells them. */
export enum ResourceType {
  ACTION_GROUP = 'Microsoft.Insights/actionGroups',
  KEY_VAULT = 'Microsoft.KeyVault/vaults',
  PRIVATE_DNS_ZONE = 'Microsoft.Network/privateDnsZones',
  SCALE_SET = 'Microsoft.Compute/virtualMachineScaleSets',
  STORAGE_ACCOUNT = 'Microsoft.Storage/storageAccounts',
  SUBNET = 'Microsoft.Network/virtualNetworks/subnets',
  USER_ASSIGNED_IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities',
  VIRTUAL_MACHINE = 'Microsoft.Compute/virtualMachines',
  WORKSPACE = 'Microsoft.OperationalInsights/workspaces',
}

/** What is wrong with an id that must be one of a type; undefined if nothing is. */
export function resourceIdProblem(prop: string, id: string, type: ResourceType): string | undefined {
  const seen = parseResourceId(id)?.type;
  if (seen === type.toLowerCase()) return undefined;
  return `${prop} is ${JSON.stringify(id)}: it must be the ARM id of a ${type}`;
}
