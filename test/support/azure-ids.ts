const GROUPS = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups';

/** What the ids of networks in the group `rg` begin with. */
export const NETWORKS = `${GROUPS}/rg/providers/Microsoft.Network`;

/** ARM id of a resource in the group `rg`: `azureId('Microsoft.Network', 'virtualNetworks/hub')`. */
export function azureId(namespace: string, path: string, group = 'rg'): string {
  return `${GROUPS}/${group}/providers/${namespace}/${path}`;
}

/** A Log Analytics workspace that is there already. */
export const WORKSPACE = {
  id: azureId('Microsoft.OperationalInsights', 'workspaces/W', 'logs'),
  workspaceId: '00000000-0000-0000-0000-000000000002',
  name: 'W',
  location: 'northeurope',
  resourceGroupName: 'logs',
};

/** A storage account that is there already. */
export const STORAGE_ACCOUNT = {
  id: azureId('Microsoft.Storage', 'storageAccounts/mine'),
  location: 'westeurope',
};
