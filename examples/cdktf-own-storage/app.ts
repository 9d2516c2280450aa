import { DataAzurermStorageAccount } from '@cdktf/provider-azurerm/lib/data-azurerm-storage-account';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });
const storageAccount = new DataAzurermStorageAccount(stack, 'storage', {
  name: 'flowlogs',
  resourceGroupName: 'logs',
});

// only the flow log, in an existing storage account in the region of the network
new VnetFlowLogs(stack, 'FlowLogs', { network, storageAccount, retentionDays: 365 });

app.synth();
