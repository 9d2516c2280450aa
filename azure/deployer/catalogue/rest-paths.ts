const ANALYTICS = 'properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration';

/**
 * Properties of resources in templates, by the arguments of the azurerm provider that the catalogue contains. Source: Azure
 * Resource Manager, template reference of each type.
 */
export const REST_PATHS: Readonly<Record<string, string>> = {
  'action.action_groups': 'properties.actions.actionGroups',
  'customer_managed_key.key_vault_key_id': 'properties.encryption.keyVaultProperties.keyVaultUri',
  data_collection_endpoint_id: 'properties.dataCollectionEndpointId',
  data_collection_rule_id: 'properties.dataCollectionRuleId',
  'destinations.log_analytics.workspace_resource_id':
    'properties.destinations.logAnalytics.workspaceResourceId',
  'identity.identity_ids': 'identity.userAssignedIdentities.*',
  'ip_configuration.public_ip_address_id': 'properties.ipConfigurations.properties.publicIPAddress.id',
  'ip_configuration.subnet_id': 'properties.ipConfigurations.properties.subnet.id',
  name: 'name',
  'network_rules.virtual_network_subnet_ids': 'properties.networkAcls.virtualNetworkRules.id',
  principal_type: 'properties.principalType',
  role_definition_id: 'properties.roleDefinitionId',
  scopes: 'properties.scopes',
  service_plan_id: 'properties.serverFarmId',
  source_resource_id: 'properties.source',
  storage_account_id: 'properties.storageId',
  'storage_queue_endpoint.storage_account_id': 'properties.destination.properties.resourceId',
  subnet: 'properties.subnets',
  target_resource_id: 'properties.targetResourceId',
  'traffic_analytics.enabled': `${ANALYTICS}.enabled`,
  'traffic_analytics.workspace_resource_id': `${ANALYTICS}.workspaceResourceId`,
  virtual_network_subnet_id: 'properties.virtualNetworkSubnetId',
  workspace_id: 'properties.workspaceResourceId',
};

/** Arguments of azapi resources that are not properties of the REST API. */
const AZAPI_ARGUMENTS: readonly string[] = ['name', 'type', 'parent_id', 'resource_id'];

/** Returns the path of an azapi resource for an argument of the azurerm provider; `undefined` if it has none. */
export function azapiPath(path: string): string | undefined {
  if (AZAPI_ARGUMENTS.includes(path)) return path;
  // azapi has a block for the identity
  if (path === 'identity.identity_ids') return path;
  const rest = REST_PATHS[path];
  return rest === undefined ? undefined : `body.${rest}`;
}
