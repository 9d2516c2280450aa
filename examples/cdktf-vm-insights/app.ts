import { DataAzurermLogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/data-azurerm-log-analytics-workspace';
import { DataAzurermVirtualMachine } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-machine';
import { DataAzurermVirtualMachineScaleSet } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-machine-scale-set';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { MaliciousTrafficAlert, OperatingSystem, ThreatSource, VmInsights } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'machines');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });
const workspace = new DataAzurermLogAnalyticsWorkspace(stack, 'workspace', {
  name: 'central',
  resourceGroupName: 'monitoring',
});
const web = new DataAzurermVirtualMachine(stack, 'web', { name: 'web', resourceGroupName: 'machines' });
const workers = new DataAzurermVirtualMachineScaleSet(stack, 'workers', {
  name: 'workers',
  resourceGroupName: 'machines',
});

// metrics and connections of machines, and an email on a malicious address; connections end in 2028
new VmInsights(stack, 'VmInsights', {
  workspace,
  machines: [{ id: web.id, operatingSystem: OperatingSystem.WINDOWS }],
  scaleSets: [{ id: workers.id, operatingSystem: OperatingSystem.LINUX }],
});
new MaliciousTrafficAlert(stack, 'Malicious', {
  source: ThreatSource.vmConnections(workspace),
  emails: ['security@example.com'],
});

app.synth();
