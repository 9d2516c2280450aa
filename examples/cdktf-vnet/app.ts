import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformStack } from 'cdktf';
import {
  AnalyticsInterval,
  FlowLake,
  MaliciousTrafficAlert,
  ThreatSource,
  TrafficAnalytics,
  VnetFlowLogs,
} from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'network');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });
const group = new ResourceGroup(stack, 'group', { name: 'network', location: 'westeurope' });
const network = new VirtualNetwork(stack, 'vnet', {
  name: 'hub',
  location: group.location,
  resourceGroupName: group.name,
  addressSpace: ['10.0.0.0/16'],
});

// flow logs with retention, Traffic Analytics with questions and a workbook, and an email on a malicious address
const lake = FlowLake.forRegionOf(stack, network);
const trafficAnalytics = TrafficAnalytics.on(lake.workspace, { interval: AnalyticsInterval.TEN_MINUTES });
new VnetFlowLogs(stack, 'FlowLogs', { network, trafficAnalytics });
new MaliciousTrafficAlert(stack, 'Malicious', {
  source: ThreatSource.trafficAnalytics(trafficAnalytics),
  emails: ['security@example.com'],
  webhooks: ['https://example.com/alerts'],
});

app.synth();
