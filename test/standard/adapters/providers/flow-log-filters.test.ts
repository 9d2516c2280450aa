import { expect, test } from 'vitest';
import { FilterField, FlowLogFilter, RecordType, VnetFlowLogs } from '../../../../constructs/cdktf';
import { ARM_TEMPLATE } from '../../../../standard/adapters/arm/template-adapter';
import { PREVIEW } from '../../../../standard/adapters/pulumi/preview';
import { CONFIGURATION } from '../../../../standard/adapters/terraform/configuration';
import { PLAN } from '../../../../standard/adapters/terraform/plan';
import type { ResourceModel } from '../../../../standard/facts';
import { newNetwork, newStack, synthesized } from '../../../support/terraform-stacks';

const INPUT = { path: 'main.tf.json', directory: '.', unit: { name: '', artifact: 'main.tf.json' } };
const WATCHER =
  '/subscriptions/s/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w';
const TYPE = 'Microsoft.Network/networkWatchers/flowLogs';
const SELECTION = { enabledFilteringCriteria: 'DstPort=22', recordTypes: 'C,E' };
const SELECTED = { filter: { known: true, value: 'DstPort=22' }, recordTypes: { known: true, value: 'C,E' } };

const properties = { targetResourceId: 'x', storageId: 'y', enabled: true, ...SELECTION };
const IDENTITY = { type: 'UserAssigned', identity_ids: ['/subscriptions/s/i'] };
const azapi = { type: `${TYPE}@2025-07-01`, name: 'log', parent_id: WATCHER };

function configured(resource: object): ResourceModel {
  return CONFIGURATION.read({ resource }, INPUT);
}

test('a resource of azapi', () => {
  const { flowLogs } = configured({
    azapi_resource: { log: { ...azapi, identity: [IDENTITY], body: { properties } } },
  });
  expect(flowLogs).toMatchObject([
    {
      identityType: { value: 'UserAssigned', at: 'identity' },
      filter: { value: 'DstPort=22', at: 'body.properties.enabledFilteringCriteria' },
      recordTypes: { value: 'C,E', at: 'body.properties.recordTypes' },
    },
  ]);
});

test('an update by azapi', () => {
  const { flowLogs } = configured({
    azurerm_network_watcher_flow_log: { log: { name: 'log', enabled: true, target_resource_id: 'x' } },
    azapi_update_resource: {
      log: {
        type: azapi.type,
        resource_id: '${azurerm_network_watcher_flow_log.log.id}',
        body: { properties: SELECTION },
      },
    },
  });
  expect(flowLogs).toMatchObject([{ enabled: { value: true }, ...SELECTED }]);
});

test('a plan of azapi with unknown ids', () => {
  const { targetResourceId: _, storageId: __, ...known } = properties;
  const references = ['azurerm_virtual_network.hub.id', 'azurerm_storage_account.logs.id'].flatMap((id) => [
    id,
    id.slice(0, id.lastIndexOf('.')),
  ]);
  const change = (after: object, after_unknown: object) => ({
    actions: ['create'],
    before: null,
    after,
    after_unknown,
  });
  const resources = [
    {
      type: 'azurerm_virtual_network',
      name: 'hub',
      change: change({ name: 'hub' }, { id: true }),
      expressions: {},
    },
    {
      type: 'azurerm_storage_account',
      name: 'logs',
      change: change({ name: 'central' }, { id: true }),
      expressions: {},
    },
    {
      type: 'azapi_resource',
      name: 'log',
      change: change(
        { ...azapi, body: { properties: known } },
        { body: { properties: { targetResourceId: true, storageId: true } } },
      ),
      expressions: { type: { constant_value: azapi.type }, body: { references } },
    },
  ].map((each) => ({ ...each, mode: 'managed', address: `${each.type}.${each.name}` }));
  const plan = {
    format_version: '1.2',
    terraform_version: '1.14.0',
    planned_values: { root_module: {} },
    resource_changes: resources,
    configuration: { root_module: { resources } },
  };
  expect(PLAN.read(plan, { ...INPUT, path: 'plan.json' }).flowLogs).toMatchObject([
    {
      ...SELECTED,
      enabled: { value: true },
      target: { value: 'azurerm_virtual_network.hub' },
      destination: { value: { name: { value: 'central' } } },
    },
  ]);
});

const TEMPLATE_JSON = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { filter: { type: 'string', defaultValue: 'DstPort=22' } },
  resources: [
    {
      type: TYPE,
      apiVersion: '2025-07-01',
      name: 'w/log',
      location: 'westeurope',
      identity: { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/s/i': {} } },
      properties: { ...properties, enabledFilteringCriteria: "[parameters('filter')]" },
    },
  ],
};

test('a template, as Bicep writes it', () => {
  const { flowLogs } = ARM_TEMPLATE.read(TEMPLATE_JSON, { ...INPUT, path: 'main.json' });
  expect(flowLogs).toMatchObject([{ ...SELECTED, identityType: { value: 'UserAssigned' } }]);
});

test('a template in a deployment of azurerm', () => {
  const { flowLogs } = configured({
    azurerm_resource_group_template_deployment: {
      logs: {
        name: 'logs',
        resource_group_name: 'NetworkWatcherRG',
        deployment_mode: 'Incremental',
        template_content: JSON.stringify(TEMPLATE_JSON),
        parameters_content: '${jsonencode({ filter = { value = "DstPort=23" } })}',
      },
    },
  });
  expect(flowLogs).toMatchObject([{ filter: { value: 'DstPort=23' }, recordTypes: { value: 'C,E' } }]);
});

test('a preview of Pulumi with azure-native', () => {
  const type = 'azure-native:network/v20250701:FlowLog';
  const urn = `urn:pulumi:dev::app::${type}::log`;
  const inputs = { ...properties, identity: { type: 'SystemAssigned' } };
  const steps = [{ op: 'create', urn, newState: { urn, type, inputs, propertyDependencies: {} } }];
  expect(PREVIEW.read({ steps }, { ...INPUT, path: 'preview.json' }).flowLogs).toMatchObject([
    { ...SELECTED, identityType: { value: 'SystemAssigned' } },
  ]);
});

test('the flow log of the construct', () => {
  const stack = newStack();
  new VnetFlowLogs(stack, 'FlowLogs', {
    network: newNetwork(stack),
    filter: FlowLogFilter.equals(FilterField.DST_PORT, '22'),
    recordTypes: [RecordType.CONTINUE, RecordType.END],
  });
  const model = CONFIGURATION.read({ ...synthesized(stack) }, { ...INPUT, path: 'cdk.tf.json' });
  expect(model.flowLogs).toMatchObject([
    {
      ...SELECTED,
      version: { value: 2 },
      retentionDays: { value: 90 },
      target: { value: 'azurerm_virtual_network.vnet' },
      analytics: { value: { enabled: { value: false } } },
    },
  ]);
  expect(model.unread).toEqual([]);
});

test('an empty text, which selects everything', () => {
  const body = { properties: { ...properties, enabledFilteringCriteria: '', recordTypes: '' } };
  expect(configured({ azapi_resource: { log: { ...azapi, body } } }).flowLogs).toMatchObject([
    { filter: { value: undefined }, recordTypes: { value: undefined } },
  ]);
});
