import { TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { type AlertReceivers, FlowAlert } from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import { AZURERM_BINDINGS } from '../../support/azurerm-bindings';
import { AZURERM_5 } from '../../support/azurerm-extract';
import { schemaProblems } from '../../support/azurerm-schema';
import {
  annotationsOf,
  newStack,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const GUID = '00000000-0000-0000-0000-000000000001';
const TICKET = '{"PayloadRevision":0,"WorkItemType":"Incident","WorkItemData":"{\\"a\\":\\"b\\"}"}';
const HOOK = 'https://example.com/hook';
const WORKFLOW =
  'https://prod-01.westeurope.logic.azure.com/workflows/w/triggers/manual/paths/invoke?sig=secret';
const GROUP = 'azurerm_monitor_action_group';

const ITSM = {
  workspace: WORKSPACE,
  subscriptionId: GUID,
  connectionId: GUID,
  ticketConfiguration: TICKET,
};
const LOGIC_APP = { workflowId: azureId('Microsoft.Logic', 'workflows/alerts'), callbackUrl: WORKFLOW };

function alertTo(receivers: AlertReceivers) {
  const stack = newStack();
  const query = 'NTANetAnalytics | summarize count() by SrcIp';
  new FlowAlert(stack, 'Alert', { workspace: WORKSPACE, title: 'Mine', query, ...receivers });
  return stack;
}

describe('receivers', () => {
  const all = alertTo({
    emails: ['a@example.com'],
    webhooks: [HOOK],
    teamsWorkflows: [WORKFLOW],
    secureWebhooks: [{ url: HOOK, objectId: GUID, identifierUri: 'api://alerts', tenantId: GUID }],
    logicApps: [LOGIC_APP],
    itsm: [ITSM],
  });

  test('are in one action group, with the common alert schema', () => {
    const group = resourceOf(all, GROUP);
    expect(group.short_name.length).toBeLessThanOrEqual(12);
    expect(group.webhook_receiver).toEqual([
      { name: 'webhook-1', service_uri: HOOK, use_common_alert_schema: true },
      { name: 'teams-1', service_uri: WORKFLOW, use_common_alert_schema: true },
      {
        name: 'secure-webhook-1',
        service_uri: HOOK,
        use_common_alert_schema: true,
        aad_auth: { object_id: GUID, identifier_uri: 'api://alerts', tenant_id: GUID },
      },
    ]);
    expect(group.logic_app_receiver).toEqual([
      {
        name: 'logic-app-1',
        resource_id: LOGIC_APP.workflowId,
        callback_url: WORKFLOW,
        use_common_alert_schema: true,
      },
    ]);
    expect(group.itsm_receiver).toEqual([
      {
        name: 'itsm-1',
        workspace_id: `${GUID}|${WORKSPACE.workspaceId}`,
        connection_id: GUID,
        region: WORKSPACE.location,
        ticket_configuration: `${TICKET}\n`,
      },
    ]);
    expect(annotationsOf(all)).toEqual([]);
  });

  test.each([AZURERM_5, AZURERM_BINDINGS])('are valid in azurerm $release', (schema) => {
    const { resource } = synthesized(all);
    expect(schemaProblems({ resource: { [GROUP]: resource[GROUP] } }, schema)).toEqual([]);
  });

  test('can be references', () => {
    const stack = newStack();
    const { stringValue } = new TerraformVariable(stack, 'value', { type: 'string' });
    new FlowAlert(stack, 'Alert', {
      workspace: WORKSPACE,
      title: 'Mine',
      query: 'NTANetAnalytics | summarize count() by SrcIp',
      teamsWorkflows: [stringValue],
      logicApps: [{ workflowId: stringValue, callbackUrl: stringValue }],
      itsm: [{ ...ITSM, subscriptionId: stringValue, connectionId: stringValue }],
    });
    expect(resourceOf(stack, GROUP).itsm_receiver[0].workspace_id).toBe(
      `\${var.value}|${WORKSPACE.workspaceId}`,
    );
  });

  test('of an Office 365 connector get a warning without its secret', () => {
    const url = 'https://contoso.webhook.office.com/webhookb2/secret/IncomingWebhook/x/y';
    const warning =
      'contains a URL of contoso.webhook.office.com: Microsoft has retired the Office 365 connectors of Teams, so nothing ' +
      'arrives; create a workflow in Teams and set teamsWorkflows';
    expect(annotationsOf(alertTo({ webhooks: [url] }))).toEqual([`webhooks ${warning}`]);
    expect(resourcesOf(alertTo({ webhooks: [url] }), GROUP)).toHaveLength(1);
    expect(thrownBy(() => alertTo({ teamsWorkflows: [url] }))).toBe(
      `network/Alert: teamsWorkflows ${warning}`,
    );
    expect(annotationsOf(alertTo({ webhooks: ['https://example.com/webhook.office.com'] }))).toEqual([]);
  });

  test.each<[AlertReceivers, string]>([
    [
      { teamsWorkflows: ['http://example.com/?sig=secret'] },
      'teamsWorkflows contains "http://example.com": expected a URL that starts with https://',
    ],
    [
      { emails: [`${'a'.repeat(60)}@b.de`] },
      `emails contains "${'a'.repeat(60)}@b.de": expected an email address of at most 64 characters`,
    ],
    [
      { logicApps: [{ workflowId: 'alerts', callbackUrl: 'x' }] },
      'logicApps.workflowId is "alerts": expected the ARM id of a Microsoft.Logic/workflows; logicApps.callbackUrl contains ' +
        '"x": expected a URL that starts with https://',
    ],
    [
      { secureWebhooks: [{ url: HOOK, objectId: 'app', identifierUri: 'alerts' }] },
      'secureWebhooks.objectId is "app": expected a GUID; secureWebhooks.identifierUri is "alerts": expected a URI that ' +
        'starts with api:// or https://',
    ],
    [
      { itsm: [{ ...ITSM, connectionId: 'snow', ticketConfiguration: '{}' }] },
      'itsm.connectionId is "snow": expected a GUID; itsm.ticketConfiguration is "{}": expected a JSON object with ' +
        'PayloadRevision and WorkItemType, such as {"PayloadRevision":0,"WorkItemType":"Incident"}',
    ],
    [
      { webhooks: Array(6).fill(HOOK), teamsWorkflows: Array(5).fill(WORKFLOW) },
      'webhooks and teamsWorkflows have 11 elements: Azure allows 10 in an action group',
    ],
    [
      { emails: ['a@b.de'], actionGroupIds: Array(5).fill(azureId('Microsoft.Insights', 'actionGroups/a')) },
      'actionGroupIds has 5 elements: Azure allows 5 action groups in a rule, including the new one',
    ],
  ])('are checked: %j', (receivers, problem) => {
    expect(thrownBy(() => alertTo(receivers))).toBe(`network/Alert: ${problem}`);
  });
});
