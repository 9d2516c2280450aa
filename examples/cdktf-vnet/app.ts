import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformStack } from 'cdktf';
import { VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}] });
const group = new ResourceGroup(stack, 'group', { name: 'network', location: 'westeurope' });
const network = new VirtualNetwork(stack, 'vnet', {
  name: 'hub',
  location: group.location,
  resourceGroupName: group.name,
  addressSpace: ['10.0.0.0/16'],
});

// flow logs on, kept
new VnetFlowLogs(stack, 'FlowLogs', { network });

app.synth();
