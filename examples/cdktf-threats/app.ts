import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { FlowLake, MaliciousTrafficAlert, ThreatSource, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });

// an existing network with a subnet for functions: delegated to Microsoft.App/environments, with the service endpoint
// Microsoft.Storage
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });
const subnet = new DataAzurermSubnet(stack, 'functions', {
  name: 'functions',
  virtualNetworkName: network.name,
  resourceGroupName: network.resourceGroupName,
});

// the normalizer compares each address with the lists in a container, and reads a list again when it changes
const lake = new FlowLake(stack, 'Lake', {
  location: network.location,
  normalizer: { subnetId: subnet.id, enrichment: { refreshMinutes: 5 } },
});
new VnetFlowLogs(stack, 'FlowLogs', { network, lake });

// an alert for each address and type of threat, without Traffic Analytics
new MaliciousTrafficAlert(stack, 'MaliciousTraffic', {
  source: ThreatSource.lake(lake),
  emails: ['security@example.com'],
});

// az storage blob upload --auth-mode login --account-name ACCOUNT --container-name CONTAINER --file feodo.txt
new TerraformOutput(stack, 'Account', { value: lake.tableAccount?.name });
new TerraformOutput(stack, 'Container', { value: lake.normalizer?.enrichmentContainer?.name });

app.synth();
