import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, StorageRedundancy, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}] });
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });

// seven years of retention in colder tiers, with a customer-managed key: lifecycle rules instead of a flow-log retention
const lake = new FlowLake(stack, 'Lake', {
  location: network.location,
  redundancy: StorageRedundancy.GRS,
  lifecycle: { coolAfterDays: 30, coldAfterDays: 90, archiveAfterDays: 180, deleteAfterDays: 2557 },
  encryptionKey: {
    keyId: 'https://example.vault.azure.net/keys/flow-logs',
    keyVaultId: `${SUBSCRIPTION}/resourceGroups/security/providers/Microsoft.KeyVault/vaults/example`,
  },
});
new VnetFlowLogs(stack, 'FlowLogs', { network, lake });

app.synth();
