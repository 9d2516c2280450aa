import { objectOf } from '../../../aws/template/read-template';
import { azurermArguments } from '../providers/azure-rest';

/** Maps azure-native types, without their API version, to azurerm types. */
export const AZURE_NATIVE_TYPES: Readonly<Record<string, string>> = {
  'azure-native:network:VirtualNetwork': 'azurerm_virtual_network',
  'azure-native:network:Subnet': 'azurerm_subnet',
  'azure-native:network:NetworkInterface': 'azurerm_network_interface',
  'azure-native:network:NetworkSecurityGroup': 'azurerm_network_security_group',
  'azure-native:network:FlowLog': 'azurerm_network_watcher_flow_log',
  'azure-native:storage:StorageAccount': 'azurerm_storage_account',
  'azure-native:storage:ManagementPolicy': 'azurerm_storage_management_policy',
  'azure-native:authorization:PolicyAssignment': 'azurerm_resource_policy_assignment',
  'azure-native:authorization:PolicyDefinition': 'azurerm_policy_definition',
  'azure-native:authorization:PolicySetDefinition': 'azurerm_policy_set_definition',
  'azure-native:resources:DeploymentStackAtResourceGroup': 'azurerm_deployment_stack',
  'azure-native:resources:DeploymentStackAtSubscription': 'azurerm_deployment_stack',
  'azure-native:resources:DeploymentStackAtManagementGroup': 'azurerm_deployment_stack',
  'azure-native:resources:Deployment': 'azurerm_resource_group_template_deployment',
};

/** Inputs with the name of a resource, by azurerm type. */
const NAMES: Readonly<Record<string, string>> = {
  azurerm_virtual_network: 'virtualNetworkName',
  azurerm_subnet: 'subnetName',
  azurerm_network_interface: 'networkInterfaceName',
  azurerm_network_security_group: 'networkSecurityGroupName',
  azurerm_network_watcher_flow_log: 'flowLogName',
  azurerm_storage_account: 'accountName',
};

/** Arguments that have another name in azure-native. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  storage_account_id: ['storage_id', 'account_name'],
};

/** Returns the names of azure-native inputs, in snake case, that have another name in azurerm. */
export function nativeInputs(argument: string): readonly string[] {
  return INPUTS[argument] ?? [];
}

/** Converts the inputs of an azure-native resource, which have the names of the Azure REST API, to azurerm arguments. */
export function azureNativeArguments(type: string, inputs: Readonly<Record<string, unknown>>): object {
  if (type === 'azurerm_resource_group_template_deployment') {
    const { template, templateLink, parameters } = objectOf(inputs.properties);
    return {
      template_content: template,
      parameters_content: parameters,
      resource_group_name: inputs.resourceGroupName,
      template_spec_version_id: objectOf(templateLink).id,
    };
  }
  return {
    ...azurermArguments(type, inputs),
    name: inputs[NAMES[type] ?? ''],
    resource_group_name: inputs.resourceGroupName,
    ...(type === 'azurerm_network_watcher_flow_log' && { network_watcher_name: inputs.networkWatcherName }),
    ...(type === 'azurerm_subnet' && { virtual_network_name: inputs.virtualNetworkName }),
    // an account is referred to by its name
    ...(type === 'azurerm_storage_management_policy' && { storage_account_id: inputs.accountName }),
  };
}
