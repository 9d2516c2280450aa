import { DataAzurermKeyVault } from '@cdktf/provider-azurerm/lib/data-azurerm-key-vault';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, StorageRedundancy, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });

// an existing network, and a key vault of the same subscription, with purge protection
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });
const vault = new DataAzurermKeyVault(stack, 'vault', { name: 'example', resourceGroupName: 'security' });

// seven years of retention in colder tiers, with a customer-managed key: lifecycle rules instead of a flow-log retention
const lake = new FlowLake(stack, 'Lake', {
  location: network.location,
  redundancy: StorageRedundancy.GRS,
  lifecycle: { coolAfterDays: 30, coldAfterDays: 90, archiveAfterDays: 180, deleteAfterDays: 2557 },
  encryptionKey: {
    keyId: 'https://example.vault.azure.net/keys/flow-logs',
    keyVaultId: vault.id,
  },
});
new VnetFlowLogs(stack, 'FlowLogs', { network, lake });

app.synth();
