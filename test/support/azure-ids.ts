/** A Log Analytics workspace that is there already. */
export const WORKSPACE = {
  id: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/W',
  workspaceId: '00000000-0000-0000-0000-000000000002',
  name: 'W',
  location: 'northeurope',
  resourceGroupName: 'logs',
};
