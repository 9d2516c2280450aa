import { NetworkInterface } from '@cdktf/provider-azurerm/lib/network-interface';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformStack } from 'cdktf';
import { FlowLogTarget, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });
const group = new ResourceGroup(stack, 'group', { name: 'network', location: 'westeurope' });
const place = { location: group.location, resourceGroupName: group.name };
const network = new VirtualNetwork(stack, 'vnet', { name: 'hub', addressSpace: ['10.0.0.0/16'], ...place });
const [front, back] = ['front', 'back'].map(
  (name, index) =>
    new Subnet(stack, name, {
      name,
      resourceGroupName: group.name,
      virtualNetworkName: network.name,
      addressPrefixes: [`10.0.${index}.0/24`],
    }),
) as [Subnet, Subnet];
const card = new NetworkInterface(stack, 'card', {
  name: 'database',
  ipConfiguration: [{ name: 'main', subnetId: back.id, privateIpAddressAllocation: 'Dynamic' }],
  ...place,
});

// one subnet, and one network interface of another subnet
new VnetFlowLogs(stack, 'Front', { target: FlowLogTarget.subnet(front, network) });
new VnetFlowLogs(stack, 'Database', { target: FlowLogTarget.networkInterface(card) });

app.synth();
