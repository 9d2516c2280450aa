import { DataAzurermStorageAccount } from '@cdktf/provider-azurerm/lib/data-azurerm-storage-account';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ResourceProviders, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], resourceProviderRegistrations: 'core' });
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });
const storageAccount = new DataAzurermStorageAccount(stack, 'storage', {
  name: 'flowlogs',
  resourceGroupName: 'logs',
});

// nothing but the flow log, in a storage account that is there; microsoft.insights registered by a resource
new ResourceProviders(stack, 'ResourceProviders');
new VnetFlowLogs(stack, 'FlowLogs', { network, storageAccount, retentionDays: 365 });

app.synth();
