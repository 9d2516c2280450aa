import { objectOf } from '../../../aws/template/read-template';

/** Maps azure-native types, without their API version, to azurerm types. */
export const AZURE_NATIVE_TYPES: Readonly<Record<string, string>> = {
  'azure-native:network:VirtualNetwork': 'azurerm_virtual_network',
  'azure-native:network:Subnet': 'azurerm_subnet',
  'azure-native:network:NetworkSecurityGroup': 'azurerm_network_security_group',
  'azure-native:network:FlowLog': 'azurerm_network_watcher_flow_log',
  'azure-native:storage:StorageAccount': 'azurerm_storage_account',
};

/** Converts the inputs of an azure-native resource to azurerm arguments. Source: Azure REST API, "Flow Logs". */
export function azureNativeArguments(type: string, inputs: Readonly<Record<string, unknown>>): object {
  if (type === 'azurerm_network_watcher_flow_log') return flowLog(inputs);
  if (type === 'azurerm_storage_account') {
    const { keyVaultProperties } = objectOf(inputs.encryption);
    return {
      name: inputs.accountName,
      location: inputs.location,
      account_tier: tierOf(objectOf(inputs.sku).name),
      access_tier: inputs.accessTier,
      account_replication_type: redundancyOf(objectOf(inputs.sku).name),
      ...(keyVaultProperties !== undefined && { customer_managed_key: keyVaultProperties }),
    };
  }
  if (type === 'azurerm_subnet')
    return { name: inputs.subnetName, virtual_network_name: inputs.virtualNetworkName };
  return {
    name: inputs.virtualNetworkName ?? inputs.networkSecurityGroupName,
    subnet: inputs.subnets,
    location: inputs.location,
  };
}

/** `Standard` of `Standard_LRS`. Other values, such as outputs, stay as they are. */
function tierOf(sku: unknown): unknown {
  return typeof sku === 'string' ? sku.replace(/^(Standard|Premium)(V2)?_\w+$/, '$1') : sku;
}

/** The redundancy in the name of a SKU, such as `Standard_LRS`. An unknown name has no underscore. */
function redundancyOf(sku: unknown): unknown {
  return typeof sku === 'string' ? sku.replace(/^[A-Za-z]+_/, '') : sku;
}

function flowLog(inputs: Readonly<Record<string, unknown>>): object {
  const { targetResourceId, storageId, enabled, format, retentionPolicy, flowAnalyticsConfiguration } =
    inputs;
  const { networkWatcherFlowAnalyticsConfiguration: analytics } = objectOf(flowAnalyticsConfiguration);
  return {
    name: inputs.flowLogName,
    location: inputs.location,
    network_watcher_name: inputs.networkWatcherName,
    resource_group_name: inputs.resourceGroupName,
    target_resource_id: targetResourceId,
    storage_account_id: storageId,
    // the API disables it by default
    enabled: enabled ?? false,
    version: objectOf(format).version,
    retention_policy: retentionPolicy,
    ...(analytics !== undefined && {
      traffic_analytics: {
        // the API disables it by default
        enabled: objectOf(analytics).enabled ?? false,
        interval_in_minutes: objectOf(analytics).trafficAnalyticsInterval,
        workspace_resource_id: objectOf(analytics).workspaceResourceId,
      },
    }),
  };
}
