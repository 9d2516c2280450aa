import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

// networks in one subscription, their logs in the subscription of the security team, in the same tenant
const { ARM_SUBSCRIPTION_ID, SECURITY_SUBSCRIPTION_ID } = process.env;
if (!SECURITY_SUBSCRIPTION_ID)
  throw new Error('set SECURITY_SUBSCRIPTION_ID to the subscription of the lake');

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: ARM_SUBSCRIPTION_ID });
const security = new AzurermProvider(stack, 'security', {
  alias: 'security',
  features: [{}],
  subscriptionId: SECURITY_SUBSCRIPTION_ID,
});

const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: security });
for (const name of ['hub', 'spoke']) {
  const network = new DataAzurermVirtualNetwork(stack, name, { name, resourceGroupName: 'network' });
  new VnetFlowLogs(stack, `FlowLogs-${name}`, { network, lake });
}

app.synth();
