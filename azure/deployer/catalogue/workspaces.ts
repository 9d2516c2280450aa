import type { CoveredType } from '../covered-type';
import { managed, operations } from '../source';

const NAMESPACE = 'Microsoft.OperationalInsights';
const WORKSPACE = `${NAMESPACE}/workspaces`;

/** Log Analytics workspaces with what they contain, and query packs. */
export const WORKSPACES: readonly CoveredType[] = [
  {
    type: 'azurerm_log_analytics_workspace',
    restType: WORKSPACE,
    source: 'azurerm provider, log_analytics_workspace_resource.go',
    // the provider also reads the shared keys, and ignores a refusal
    actions: managed(WORKSPACE),
    onSubscription: operations(NAMESPACE, 'deletedWorkspaces/read', 'locations/operationStatuses/read'),
  },
  {
    type: 'azurerm_log_analytics_workspace_table_custom_log',
    restType: `${WORKSPACE}/tables`,
    source: 'azurerm provider, log_analytics_workspace_table_custom_log_resource.go',
    parent: 'workspace_id',
    actions: [...managed(`${WORKSPACE}/tables`), `${WORKSPACE}/tables/operationResults/read`],
    onSubscription: operations(NAMESPACE, 'locations/operationStatuses/read'),
  },
  {
    type: 'azurerm_log_analytics_saved_search',
    restType: `${WORKSPACE}/savedSearches`,
    source: 'azurerm provider, log_analytics_saved_search_resource.go',
    parent: 'log_analytics_workspace_id',
    actions: managed(`${WORKSPACE}/savedSearches`),
  },
  {
    type: 'azurerm_log_analytics_query_pack',
    restType: `${NAMESPACE}/queryPacks`,
    source: 'azurerm provider, log_analytics_query_pack_resource.go',
    actions: managed(`${NAMESPACE}/queryPacks`),
  },
  {
    type: 'azurerm_log_analytics_query_pack_query',
    restType: `${NAMESPACE}/queryPacks/queries`,
    source: 'azurerm provider, log_analytics_query_pack_query_resource.go',
    parent: 'query_pack_id',
    actions: managed(`${NAMESPACE}/queryPacks/queries`),
  },
  {
    type: 'data.azurerm_log_analytics_workspace',
    source: 'azurerm provider, log_analytics_workspace_data_source.go',
    // the provider also reads the shared keys, and ignores a refusal
    actions: operations(WORKSPACE, 'read'),
  },
];
