import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', {
  features: [{}],
  subscriptionId: '11111111-1111-1111-1111-111111111111',
});
const security = new AzurermProvider(stack, 'security', {
  alias: 'security',
  features: [{}],
  subscriptionId: '22222222-2222-2222-2222-222222222222',
});

// networks in this subscription, their logs in the subscription of the security team, in the same tenant
const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: security });
for (const name of ['hub', 'spoke']) {
  const network = new DataAzurermVirtualNetwork(stack, name, { name, resourceGroupName: 'network' });
  new VnetFlowLogs(stack, `FlowLogs-${name}`, { network, lake });
}

app.synth();
