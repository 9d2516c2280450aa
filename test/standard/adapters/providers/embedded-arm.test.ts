import { describe, expect, test } from 'vitest';
import { PREVIEW } from '../../../../standard/adapters/pulumi/preview';
import { CONFIGURATION } from '../../../../standard/adapters/terraform/configuration';
import { isAzureFlowLog, type ResourceModel } from '../../../../standard/facts';
import { CoverageIndex } from '../../../../standard/rule-support/coverage-index';

const INPUT = { path: 'main.tf.json', directory: '.', unit: { name: '', artifact: 'main.tf.json' } };
const WATCHER =
  '/subscriptions/s/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w';

function read(resource: object): ResourceModel {
  return CONFIGURATION.read({ resource }, INPUT);
}

function coverage(model: ResourceModel): Record<string, string> {
  const index = new CoverageIndex(model);
  return Object.fromEntries(model.networks.map((each) => [each.title, index.of(each, true).coverage]));
}

const hub = {
  name: 'hub',
  resource_group_name: 'network',
  location: 'westeurope',
  address_space: ['10.0.0.0/16'],
};
const azurerm_virtual_network = { hub };
const properties = {
  targetResourceId: '${azurerm_virtual_network.hub.id}',
  storageId: '${azurerm_storage_account.logs.id}',
  enabled: true,
  retentionPolicy: { enabled: true, days: 7 },
};
const azurerm_storage_account = {
  logs: { name: 'central', location: 'westeurope', account_tier: 'Standard' },
};
const azapi = {
  type: 'Microsoft.Network/networkWatchers/flowLogs@2024-05-01',
  name: 'hub',
  parent_id: WATCHER,
};

describe('azapi', () => {
  test.each<[string, unknown]>([
    ['an object', { properties }],
    ['JSON', `\${jsonencode(${JSON.stringify({ properties }).replaceAll('"${', '').replaceAll('}"', '')})}`],
  ])('the body is %s', (_, body) => {
    const model = read({
      azurerm_virtual_network,
      azurerm_storage_account,
      azapi_resource: { log: { ...azapi, body } },
    });
    expect(coverage(model)).toEqual({ 'azurerm_virtual_network.hub': 'covered' });
    expect(model.flowLogs[0]).toMatchObject({
      title: 'azapi_resource.log',
      identity: { value: 'networkwatcherrg/w/hub' },
      retentionDays: { value: 7, at: 'body.properties.retentionPolicy' },
      destination: { value: { name: { value: 'central' } } },
    });
  });

  test('networks and their subnets', () => {
    const model = read({
      azapi_resource: {
        hub: { type: 'Microsoft.Network/virtualNetworks@2024-05-01', name: 'hub', body: { properties: {} } },
        a: {
          type: 'Microsoft.Network/virtualNetworks/subnets@2024-05-01',
          parent_id: '${azapi_resource.hub.id}',
          body: {},
        },
        log: {
          ...azapi,
          body: { properties: { ...properties, targetResourceId: '${azapi_resource.a.id}' } },
        },
      },
    });
    expect(coverage(model)).toMatchObject({ 'azapi_resource.hub': 'covered' });
  });

  test('an update changes the properties of another resource', () => {
    const azurerm_network_watcher_flow_log = {
      log: {
        name: 'hub',
        target_resource_id: '${azurerm_virtual_network.hub.id}',
        enabled: true,
        version: 2,
      },
    };
    const update = (body: object, resource_id = '${azurerm_network_watcher_flow_log.log.id}') =>
      read({
        azurerm_virtual_network,
        azurerm_network_watcher_flow_log,
        azapi_update_resource: { off: { type: azapi.type, resource_id, body } },
      });
    expect(coverage(update({ properties: { enabled: false } }))).toEqual({
      'azurerm_virtual_network.hub': 'none',
    });
    const version = update({ properties: { format: { version: 1 } } });
    expect(version.flowLogs.filter(isAzureFlowLog)[0]).toMatchObject({
      enabled: { value: true },
      version: { value: 1 },
    });
    expect(update({ properties: {} }, `${WATCHER}/flowLogs/other`).unread).toMatchObject([
      { subject: { title: 'azapi_update_resource.off' } },
    ]);
  });
});

describe('template deployments', () => {
  const template = {
    parameters: { target: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Network/networkWatchers/flowLogs',
        name: 'w/hub',
        properties: { ...properties, storageId: 'x', targetResourceId: "[parameters('target')]" },
      },
    ],
  };
  const deployment = (more: object) => ({
    azurerm_virtual_network,
    azurerm_resource_group_template_deployment: {
      logs: {
        name: 'logs',
        resource_group_name: 'NetworkWatcherRG',
        deployment_mode: 'Incremental',
        ...more,
      },
    },
  });

  test('a literal template with a reference in its parameters', () => {
    const model = read(
      deployment({
        template_content: JSON.stringify(template),
        parameters_content: '${jsonencode({ target = { value = azurerm_virtual_network.hub.id } })}',
      }),
    );
    expect(coverage(model)).toEqual({ 'azurerm_virtual_network.hub': 'covered' });
    expect(model.flowLogs[0]).toMatchObject({
      localName:
        'azurerm_resource_group_template_deployment.logs/Microsoft.Network/networkWatchers/w/flowLogs/hub',
      where: { pointer: '/resource/azurerm_resource_group_template_deployment/logs' },
      retentionDays: { value: 7 },
    });
  });

  test.each<[string, object, RegExp]>([
    ['a template that is a variable', { template_content: '${var.template}' }, /^its template is unknown/],
    ['a template spec', { template_spec_version_id: '/subscriptions/s/x' }, /^it deploys a template spec$/],
    [
      'a template that is not JSON',
      { template_content: 'resources: []' },
      /^its template is not literal JSON$/,
    ],
    ['no template', {}, /^its template is not literal JSON$/],
  ])('%s is not read', (_, more, cause) => {
    const model = read(deployment(more));
    expect(model.unread[0]?.cause).toMatch(cause);
    expect(coverage(model)).toEqual({ 'azurerm_virtual_network.hub': 'unknown' });
  });
});

describe('policies', () => {
  test('a definition of the app that deploys flow logs', () => {
    const policy_rule =
      '{"then":{"effect":"deployIfNotExists","details":{"type":"Microsoft.Network/networkWatchers/flowLogs"}}}';
    const model = read({
      azurerm_virtual_network,
      azurerm_policy_definition: { logs: { name: 'logs', policy_rule } },
      azurerm_management_group_policy_assignment: {
        logs: { name: 'logs', policy_definition_id: '${azurerm_policy_definition.logs.id}' },
      },
    });
    expect(coverage(model)).toEqual({ 'azurerm_virtual_network.hub': 'unknown' });
    expect(model.unread[0]?.subject.title).toBe('azurerm_management_group_policy_assignment.logs');
  });
});

describe('azure-native', () => {
  const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
  const step = (type: string, name: string, inputs: object, propertyDependencies: object = {}) => {
    const urn = `urn:pulumi:dev::app::${type}::${name}`;
    return { op: 'create', urn, newState: { urn, type, inputs, propertyDependencies } };
  };
  const network = step('azure-native:network/v20240501:VirtualNetwork', 'hub', { virtualNetworkName: 'hub' });

  function preview(steps: readonly object[]): ResourceModel {
    return PREVIEW.read({ steps }, { ...INPUT, path: 'preview.json' });
  }

  test('a deployment of a template', () => {
    const log = {
      type: 'Microsoft.Network/networkWatchers/flowLogs',
      name: 'w/x',
      properties: { targetResourceId: UNKNOWN, enabled: true },
    };
    const deployed = step('azure-native:resources:Deployment', 'logs', {
      resourceGroupName: 'NetworkWatcherRG',
      properties: { mode: 'Incremental', template: { resources: [log] } },
    });
    const model = preview([network, deployed]);
    expect(model.flowLogs).toHaveLength(1);
    expect(coverage(model)).toEqual({ 'VirtualNetwork hub': 'unknown' });
  });

  test('the lifecycle rules of a storage account, and analytics that are unknown', () => {
    const account = step('azure-native:storage:StorageAccount', 'logs', {
      accountName: 'central',
      sku: { name: 'Standard_LRS' },
    });
    const rule = {
      name: 'delete',
      definition: {
        filters: { blobTypes: ['blockBlob'] },
        actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } },
      },
    };
    const policy = step('azure-native:storage:ManagementPolicy', 'policy', {
      accountName: 'central',
      policy: { rules: [rule] },
    });
    const log = step(
      'azure-native:network:FlowLog',
      'log',
      { targetResourceId: UNKNOWN, storageId: UNKNOWN, enabled: true, flowAnalyticsConfiguration: UNKNOWN },
      { targetResourceId: [network.urn], storageId: [account.urn] },
    );
    const model = preview([network, account, policy, log]);
    expect(coverage(model)).toEqual({ 'VirtualNetwork hub': 'covered' });
    expect(model.flowLogs[0]).toMatchObject({
      analytics: { known: false },
      destination: { value: { retention: { value: 30 }, storageAccount: { tier: { value: 'Standard' } } } },
    });
  });
});
