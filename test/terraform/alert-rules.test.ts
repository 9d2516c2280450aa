import { join } from 'node:path';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Testing } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FlowAlert, MaliciousTrafficAlert, ThreatSource, TrafficAnalytics } from '../../constructs/cdktf';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment } from '../support/azure-deployment';
import { azureId } from '../support/azure-ids';
import { hasCommand, hasPart } from '../support/processes';
import { azurermReleases } from '../support/terraform-providers';
import { newStack } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const QUERY = 'NTANetAnalytics | where DestPort == 22 | summarize count() by SrcIp';
const GUID = '00000000-0000-0000-0000-000000000001';

/** Alerts of the constructs, and one of the bindings whose query needs its table. */
function synthesizedAlerts(): string {
  const stack = newStack({
    subscriptionId: SUBSCRIPTION,
    resourceProvidersToRegister: ['Microsoft.OperationalInsights'],
  });
  const group = new ResourceGroup(stack, 'group', { name: 'logs', location: 'westeurope' });
  const place = { location: 'westeurope', resourceGroupName: group.name };
  const workspace = new LogAnalyticsWorkspace(stack, 'workspace', { name: 'logs', ...place });
  const source = ThreatSource.trafficAnalytics(TrafficAnalytics.on(workspace));
  new MaliciousTrafficAlert(stack, 'Malicious', { source, emails: ['soc@example.com'] });
  new FlowAlert(stack, 'Own', {
    workspace,
    title: 'SSH',
    query: QUERY,
    teamsWorkflows: ['https://prod-01.westeurope.logic.azure.com/workflows/w'],
    secureWebhooks: [
      { url: 'https://example.com/hook', objectId: GUID, identifierUri: 'api://a', tenantId: GUID },
    ],
    logicApps: [
      { workflowId: azureId('Microsoft.Logic', 'workflows/a'), callbackUrl: 'https://example.com/logic' },
    ],
    itsm: [
      {
        workspace,
        subscriptionId: GUID,
        connectionId: GUID,
        ticketConfiguration: '{"PayloadRevision":0,"WorkItemType":"Incident"}',
      },
    ],
  });
  new MonitorScheduledQueryRulesAlertV2(stack, 'unprotected', {
    name: 'unprotected',
    ...place,
    scopes: [workspace.id],
    severity: 2,
    evaluationFrequency: 'PT15M',
    windowDuration: 'PT1H',
    skipQueryValidation: true,
    criteria: [{ query: QUERY, timeAggregationMethod: 'Count', operator: 'GreaterThan', threshold: 0 }],
  });
  return join(Testing.fullSynth(stack), 'stacks', 'network');
}

describe.each(azurermReleases())('alert rules with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }
  let deployed: AzureDeployment;

  beforeAll(async () => {
    deployed = await AzureDeployment.apply(synthesizedAlerts(), provider);
  });

  afterAll(() => deployed?.remove());

  test('stay enabled while their tables do not exist, unlike a rule whose query needs its table', async () => {
    const changes = await deployed.stack.plannedChanges();
    expect(changes.map(({ address }) => address)).toEqual([
      'azurerm_monitor_scheduled_query_rules_alert_v2.unprotected',
    ]);
  });

  test('the stand-in received no unsupported request', () => {
    expect(deployed.arm.unknown).toEqual([]);
  });
});
