import { DataAzurermLogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/data-azurerm-log-analytics-workspace';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { FlowLake, TrafficAnalytics, VnetFlowLogs } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });

// an existing network and an existing workspace; the workspace can be in any region
const network = new DataAzurermVirtualNetwork(stack, 'vnet', { name: 'hub', resourceGroupName: 'network' });
const workspace = new DataAzurermLogAnalyticsWorkspace(stack, 'workspace', {
  name: 'central',
  resourceGroupName: 'monitoring',
});

const lake = new FlowLake(stack, 'Lake', { location: network.location, workspace });
new VnetFlowLogs(stack, 'FlowLogs', { network, lake, trafficAnalytics: TrafficAnalytics.on(workspace) });

app.synth();
