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

// only the flow log, in an existing storage account; a resource registers microsoft.insights
new ResourceProviders(stack, 'ResourceProviders');
new VnetFlowLogs(stack, 'FlowLogs', { network, storageAccount, retentionDays: 365 });

app.synth();
