import { DataAzurermLogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/data-azurerm-log-analytics-workspace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { AlertDuration, FlowAlert, FlowQuestions, FlowWorkbook, QuestionStore } from 'cloud-flow-logs/cdktf';

const app = new App();
const stack = new TerraformStack(app, 'monitoring');

new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: process.env.ARM_SUBSCRIPTION_ID });
const workspace = new DataAzurermLogAnalyticsWorkspace(stack, 'workspace', {
  name: 'central',
  resourceGroupName: 'monitoring',
});

const DENIED_SSH = `NTANetAnalytics
| where SubType =~ "FlowLog" and FlowStatus == "Denied" and DestPort == 22
| summarize Records = count() by SrcPublicIps
| where Records > 100`;

// for flow logs that another team enabled: questions, a workbook, and an alert on your own query, whose names, types and
// values are checked at synth
new FlowQuestions(stack, 'Questions', {
  workspace,
  store: QuestionStore.SAVED_SEARCHES,
  own: [{ name: 'denied-ssh', title: 'Which addresses try SSH?', query: DENIED_SSH }],
});
new FlowWorkbook(stack, 'Workbook', { workspace });
new FlowAlert(stack, 'DeniedSsh', {
  workspace,
  title: 'Many denied SSH connections',
  query: DENIED_SSH,
  dimensions: ['SrcPublicIps'],
  window: AlertDuration.TWO_HOURS,
  emails: ['security@example.com'],
});

app.synth();
