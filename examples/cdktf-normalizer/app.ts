import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, FlowSink, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

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

// the normalizer writes rows within minutes: Parquet files for DuckDB and Spark, and a workspace table for KQL
const lake = new FlowLake(stack, 'Lake', {
  location: network.location,
  normalizer: {
    subnetId: subnet.id,
    sink: FlowSink.TABLE_AND_WORKSPACE,
    alarm: { emails: ['network@example.com'] },
  },
});
new VnetFlowLogs(stack, 'FlowLogs', { network, lake });

app.synth();
