const GROUPS = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups';

/** Prefix of the ids of network resources in the group `rg`. */
export const NETWORKS = `${GROUPS}/rg/providers/Microsoft.Network`;

/** ARM id of a resource in the group `rg`: `azureId('Microsoft.Network', 'virtualNetworks/hub')`. */
export function azureId(namespace: string, path: string, group = 'rg'): string {
  return `${GROUPS}/${group}/providers/${namespace}/${path}`;
}

/** An existing Log Analytics workspace. */
export const WORKSPACE = {
  id: azureId('Microsoft.OperationalInsights', 'workspaces/W', 'logs'),
  workspaceId: '00000000-0000-0000-0000-000000000002',
  name: 'W',
  location: 'northeurope',
  resourceGroupName: 'logs',
};

/** An existing storage account. */
export const STORAGE_ACCOUNT = {
  id: azureId('Microsoft.Storage', 'storageAccounts/mine'),
  location: 'westeurope',
};
