import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { armParameters } from '../../../../standard/adapters/arm/parameter-file';
import { ARM_TEMPLATE } from '../../../../standard/adapters/arm/template-adapter';
import { isAzureFlowLog, type ResourceModel } from '../../../../standard/facts';
import { ArtifactLines } from '../../../../standard/locations/artifact-lines';
import { CoverageIndex } from '../../../../standard/rule-support/coverage-index';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-arm-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function model(template: object, parameters?: Readonly<Record<string, unknown>>): ResourceModel {
  const json = { $schema: SCHEMA, contentVersion: '1.0.0.0', ...template };
  const unit = { name: 'main.json', artifact: 'main.json' };
  const input = { path: join(directory, 'main.json'), directory, unit, ...(parameters && { parameters }) };
  expect(ARM_TEMPLATE.recognises(json)).toBe(true);
  return ARM_TEMPLATE.read(json, input);
}

/** Returns the coverage of each virtual network. */
function coverage(found: ResourceModel): Record<string, string> {
  const index = new CoverageIndex(found);
  const networks = found.networks.filter(({ kind }) => kind === 'virtual network');
  return Object.fromEntries(networks.map((each) => [each.title, index.of(each, true).coverage]));
}

function vnet(name: string, more: object = {}): object {
  return {
    type: 'Microsoft.Network/virtualNetworks',
    apiVersion: '2024-05-01',
    name,
    properties: {},
    ...more,
  };
}

const STORAGE = "[resourceId('logs', 'Microsoft.Storage/storageAccounts', 'central')]";

function flowLog(name: string, targetResourceId: string, more: object = {}): object {
  return {
    type: 'Microsoft.Network/networkWatchers/flowLogs',
    apiVersion: '2024-05-01',
    name: `watcher/${name}`,
    properties: { targetResourceId, storageId: STORAGE, enabled: true, format: { type: 'JSON', version: 2 } },
    ...more,
  };
}

function idOf(name: string): string {
  return `[resourceId('Microsoft.Network/virtualNetworks', '${name}')]`;
}

function nested(name: string, template: object, more: object = {}, properties: object = {}): object {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name,
    ...more,
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      template: { $schema: SCHEMA, contentVersion: '1.0.0.0', ...template },
      ...properties,
    },
  };
}

describe('nested deployments', () => {
  const target = { parameters: { target: { type: 'string' } } };

  test('the output of one module is the parameter of another, in another resource group', () => {
    const found = model({
      resources: [
        nested(
          'logs',
          { ...target, resources: [flowLog('hub', "[parameters('target')]")] },
          { resourceGroup: 'NetworkWatcherRG' },
          {
            parameters: {
              target: {
                value:
                  "[reference(resourceId('Microsoft.Resources/deployments', 'network'), '2022-09-01').outputs.id.value]",
              },
            },
          },
        ),
        nested('network', {
          resources: [vnet('hub'), vnet('spoke')],
          outputs: { id: { type: 'string', value: idOf('hub') } },
        }),
      ],
    });
    expect(coverage(found)).toEqual({ hub: 'covered', spoke: 'none' });
    expect(found.flowLogs[0]?.localName).toBe(
      '/subscriptions/{subscription().subscriptionId}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/watcher/flowLogs/hub',
    );
    expect(found.flowLogs[0]?.where.pointer).toBe('/resources/0/properties/template/resources/0');
  });

  test('expressions without a scope of their own are those of the parent', () => {
    const found = model({
      variables: { name: 'hub' },
      resources: [
        nested(
          'network',
          { variables: { name: 'other' }, resources: [vnet("[variables('name')]")] },
          {},
          { expressionEvaluationOptions: undefined },
        ),
        flowLog('hub', idOf('hub')),
      ],
    });
    expect(coverage(found)).toEqual({ hub: 'covered' });
  });

  test('symbolic names, existing resources and a module in a loop', () => {
    const found = model({
      languageVersion: '2.0',
      resources: {
        watcher: {
          existing: true,
          type: 'Microsoft.Network/networkWatchers',
          apiVersion: '2024-05-01',
          name: 'watcher',
        },
        old: { ...vnet('old'), existing: true },
        networks: nested('networks', {
          resources: [vnet('a'), vnet('b')],
          outputs: { ids: { type: 'array', value: [idOf('a'), idOf('b')] } },
        }),
        logs: {
          ...nested(
            "[format('log-{0}', copyIndex())]",
            {
              ...target,
              resources: [flowLog("[last(split(parameters('target'), '/'))]", "[parameters('target')]")],
            },
            { copy: { name: 'logs', count: 2 } },
            { parameters: { target: { value: "[reference('networks').outputs.ids.value[copyIndex()]]" } } },
          ),
        },
        ofOld: flowLog('old', "[resourceInfo('old').id]"),
      },
    });
    expect(coverage(found)).toEqual({ a: 'covered', b: 'covered' });
    expect(found.flowLogs).toHaveLength(3);
  });

  test('a template that cannot be read makes the coverage unknown', () => {
    const remote = { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'remote' };
    const found = model({
      parameters: { address: { type: 'string' } },
      resources: [
        vnet('hub'),
        {
          ...remote,
          properties: { mode: 'Incremental', templateLink: { uri: 'https://example.com/logs.json' } },
        },
        { ...remote, name: 'unknown', properties: { templateLink: { uri: "[parameters('address')]" } } },
        { ...remote, name: 'missing', properties: { templateLink: { relativePath: 'nested/missing.json' } } },
      ],
    });
    expect(coverage(found)).toEqual({ hub: 'unknown' });
    expect(found.unread.map(({ subject, cause }) => `${subject.title}: ${cause}`)).toEqual([
      'remote: the linked template "https://example.com/logs.json" is not a local file',
      `unknown: the linked template "{parameters('address')}" is not a local file`,
      'missing: the linked template nested/missing.json does not exist',
    ]);
  });

  test('a local linked template is read, with its own file and lines', () => {
    const linked = { $schema: SCHEMA, contentVersion: '1.0.0.0', resources: [flowLog('hub', idOf('hub'))] };
    writeFileSync(join(directory, 'logs.json'), JSON.stringify(linked, null, 2));
    for (const templateLink of [
      { relativePath: 'logs.json' },
      { uri: "[uri(deployment().properties.templateLink.uri, 'logs.json')]" },
    ]) {
      const found = model({
        resources: [
          vnet('hub'),
          { type: 'Microsoft.Resources/deployments', name: 'logs', properties: { templateLink } },
        ],
      });
      expect(coverage(found)).toEqual({ hub: 'covered' });
      const { artifact = '', pointer = '' } = found.flowLogs[0]?.where ?? {};
      expect([artifact, pointer]).toEqual(['logs.json', '/resources/0']);
      expect(new ArtifactLines(directory).lineOf(artifact, pointer)).toBe(5);
    }
  });

  test('templates that link themselves end', () => {
    const itself = {
      resources: [
        {
          type: 'Microsoft.Resources/deployments',
          name: 'again',
          properties: { templateLink: { relativePath: 'itself.json' } },
        },
      ],
    };
    writeFileSync(join(directory, 'itself.json'), JSON.stringify(itself));
    expect(model(itself).unread.map(({ cause }) => cause)).toEqual(['it is nested more than 10 levels deep']);
  });
});

describe('conditions and loops', () => {
  const parameters = { log: { type: 'bool' }, env: { type: 'string' }, names: { type: 'array' } };

  test.each<[string, object, object, string]>([
    ['a flow log under a condition', {}, { condition: "[parameters('log')]" }, 'unknown'],
    [
      'both under one condition',
      { condition: "[parameters('log')]" },
      { condition: "[parameters('log')]" },
      'covered',
    ],
    [
      'a stricter condition of the network',
      { condition: "[and(parameters('log'), equals(parameters('env'), 'prod'))]" },
      { condition: "[equals(parameters('env'), 'prod')]" },
      'covered',
    ],
    [
      'opposite conditions',
      { condition: "[parameters('log')]" },
      { condition: "[not(parameters('log'))]" },
      'none',
    ],
    ['a condition that is false', {}, { condition: "[equals('a', 'b')]" }, 'none'],
    ['a condition that is true', {}, { condition: "[equals('a', 'a')]" }, 'covered'],
  ])('%s: the coverage is as expected', (_, ofNetwork, ofFlowLog, expected) => {
    const found = model({
      parameters,
      resources: [vnet('hub', ofNetwork), flowLog('hub', idOf('hub'), ofFlowLog)],
    });
    expect(coverage(found)).toEqual({ hub: expected });
  });

  test('one of two flow logs exists in each deployment', () => {
    const found = model({
      parameters,
      resources: [
        vnet('hub'),
        flowLog('short', idOf('hub'), { condition: "[parameters('log')]" }),
        flowLog('long', idOf('hub'), { condition: "[not(parameters('log'))]" }),
      ],
    });
    expect(coverage(found)).toEqual({ hub: 'covered' });
  });

  test('a network that is declared twice, under opposite conditions, is one network', () => {
    const found = model({
      parameters,
      resources: [
        vnet('hub', { condition: "[parameters('log')]" }),
        vnet('hub', { condition: "[not(parameters('log'))]" }),
        flowLog('hub', idOf('hub')),
      ],
    });
    expect(coverage(found)).toEqual({ hub: 'covered' });
  });

  test('loops over a known list are expanded', () => {
    const loop = { copy: { name: 'networks', count: "[length(variables('names'))]" } };
    const found = model({
      variables: { names: ['a', 'b', 'c'] },
      resources: [
        vnet("[variables('names')[copyIndex()]]", loop),
        ...['a', 'b'].map((name) => flowLog(name, idOf(name))),
      ],
    });
    expect(coverage(found)).toEqual({ a: 'covered', b: 'covered', c: 'none' });
  });

  test('loops over an unknown list are compared by their expressions', () => {
    const loop = (name: string) => ({ copy: { name, count: "[length(parameters('names'))]" } });
    const id = "[resourceId('Microsoft.Network/virtualNetworks', parameters('names')[copyIndex()])]";
    const networks = vnet("[parameters('names')[copyIndex()]]", loop('networks'));
    expect(
      Object.values(coverage(model({ parameters, resources: [networks, flowLog('x', id, loop('logs'))] }))),
    ).toEqual(['covered']);
    expect(Object.values(coverage(model({ parameters, resources: [networks] })))).toEqual(['none']);
  });
});

describe('resources', () => {
  test('children inside their parents', () => {
    const found = model({
      resources: [
        vnet('hub', {
          properties: {
            subnets: [
              { name: 'a', properties: {} },
              { name: 'b', properties: {} },
            ],
          },
          resources: [{ type: 'subnets', name: 'a', properties: {} }],
        }),
        {
          type: 'Microsoft.Network/networkWatchers',
          name: 'watcher',
          resources: [
            {
              ...flowLog('a', "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'a')]"),
              type: 'flowLogs',
              name: 'a',
            },
            flowLog('b', "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'HUB', 'B')]"),
          ],
        },
      ],
    });
    expect(found.networks.map(({ title }) => title)).toEqual(['hub', 'hub/a', 'hub/b']);
    expect(coverage(found)).toEqual({ hub: 'covered' });
    expect(found.flowLogs.map(({ title }) => title)).toEqual(['watcher/a', 'watcher/b']);
  });

  test('an id with an unknown part may identify a network', () => {
    const id = "[resourceId(parameters('group'), 'Microsoft.Network/virtualNetworks', 'hub')]";
    const found = model({
      parameters: { group: { type: 'string' } },
      resources: [vnet('hub'), vnet('spoke'), flowLog('hub', id)],
    });
    expect(coverage(found)).toEqual({ hub: 'unknown', spoke: 'unknown' });
    expect(found.flowLogs[0]?.targetKind).toMatchObject({ known: true, value: 'virtual network' });
  });

  test('the facts of a flow log and of its storage account, with their places', () => {
    const found = model({
      resources: [
        vnet('hub', { location: 'westeurope' }),
        {
          type: 'Microsoft.Storage/storageAccounts',
          name: "[format('logs{0}', uniqueString(resourceGroup().id))]",
          location: 'northeurope',
          kind: 'StorageV2',
          sku: { name: 'Premium_LRS' },
          properties: { encryption: { keySource: 'Microsoft.Keyvault', keyVaultProperties: {} } },
        },
        {
          type: 'Microsoft.Storage/storageAccounts/managementPolicies',
          name: "[format('{0}/default', format('logs{0}', uniqueString(resourceGroup().id)))]",
          properties: {
            policy: {
              rules: [
                {
                  name: 'delete',
                  type: 'Lifecycle',
                  definition: {
                    filters: { blobTypes: ['blockBlob'], prefixMatch: ['insights-logs-flowlogflowevent'] },
                    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } },
                  },
                },
                {
                  name: 'others',
                  definition: {
                    filters: { blobTypes: ['appendBlob'] },
                    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 1 } } },
                  },
                },
              ],
            },
          },
        },
        flowLog('hub', idOf('hub'), {
          properties: {
            targetResourceId: idOf('hub'),
            storageId:
              "[resourceId('Microsoft.Storage/storageAccounts', format('logs{0}', uniqueString(resourceGroup().id)))]",
            retentionPolicy: { enabled: true, days: "[parameters('days')]" },
          },
        }),
      ],
      parameters: { days: { type: 'int' } },
    });
    const [log] = found.flowLogs.filter(isAzureFlowLog);
    expect(log).toMatchObject({
      enabled: { known: true, value: false, at: 'properties.enabled' },
      retentionDays: {
        known: false,
        at: 'properties.retentionPolicy',
        reason: 'it is the parameter days, which has no value',
      },
      destination: {
        value: {
          name: { known: false },
          retention: { value: 30 },
          customerManagedKey: { value: true },
          storageAccount: {
            region: { value: 'northeurope' },
            kind: { value: 'StorageV2' },
            tier: { value: 'Premium' },
            hasLifecycleRules: { value: true },
          },
        },
      },
    });
    expect(found.networks[0]?.region).toMatchObject({ value: 'westeurope' });
  });

  test('policy assignments that create flow logs make the coverage unknown', () => {
    const assignment = (properties: object) => ({
      type: 'Microsoft.Authorization/policyAssignments',
      name: 'flow-logs',
      properties,
    });
    const deploys = {
      policyDefinitionId:
        "[tenantResourceId('Microsoft.Authorization/policyDefinitions', '3e9965dc-cc13-47ca-8259-a4252fd0cf7b')]",
    };
    const found = (properties: object) =>
      coverage(model({ resources: [vnet('hub'), assignment(properties)] })).hub;
    expect(found(deploys)).toBe('unknown');
    expect(found({ ...deploys, enforcementMode: 'DoNotEnforce' })).toBe('none');
    expect(found({ ...deploys, parameters: { effect: { value: 'Disabled' } } })).toBe('none');
    expect(found({ policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/other' })).toBe(
      'none',
    );
  });
});

describe('parameters', () => {
  const template = {
    parameters: { days: { type: 'int', defaultValue: 30 }, name: { type: 'string' } },
    resources: [
      vnet("[parameters('name')]"),
      flowLog('hub', "[resourceId('Microsoft.Network/virtualNetworks', parameters('NAME'))]", {
        properties: {
          targetResourceId: "[resourceId('Microsoft.Network/virtualNetworks', parameters('NAME'))]",
          storageId: STORAGE,
          enabled: true,
          retentionPolicy: { enabled: true, days: "[parameters('days')]" },
        },
      }),
    ],
  };

  test('a parameter file overrides the default values', () => {
    const parameters = armParameters({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      contentVersion: '1.0.0.0',
      parameters: { days: { value: 90 }, Name: { value: 'hub' } },
    });
    const found = model(template, parameters);
    expect(coverage(found)).toEqual({ hub: 'covered' });
    expect(found.flowLogs[0]).toMatchObject({ retentionDays: { value: 90 } });
  });

  test('without a file, the default value applies, and a name without a value is compared by its expression', () => {
    const found = model(template);
    expect(Object.values(coverage(found))).toEqual(['covered']);
    expect(found.flowLogs[0]).toMatchObject({ retentionDays: { value: 30 } });
  });

  test('a secret of a key vault is unknown, and overrides the default value', () => {
    const secret = { reference: { keyVault: { id: '/subscriptions/x' }, secretName: 'days' } };
    const found = model(template, armParameters({ parameters: { days: secret } }));
    expect(found.flowLogs[0]).toMatchObject({
      retentionDays: { reason: 'it is the parameter days, whose value is a secret of a key vault' },
    });
  });

  test('a parameter file is no artifact', () => {
    const file = { $schema: SCHEMA.replace('deploymentTemplate', 'deploymentParameters'), parameters: {} };
    expect(() => model(file)).toThrow(/main.json is a parameter file: check its template/);
  });
});

describe('invalid templates', () => {
  test('a template without resources is an error', () => {
    expect(() => model({})).toThrow(/is an ARM template without "resources"/);
  });

  test('parts that are no resources are skipped', () => {
    const found = model({
      resources: [null, 1, 'x', {}, { type: 5, name: [] }, { type: 'x', name: '[broken' }],
    });
    expect(found).toMatchObject({ networks: [], flowLogs: [], unread: [] });
  });

  test('a template that is too deep is an error', () => {
    let value: unknown = 'x';
    for (let depth = 0; depth < 1000; depth++) value = { a: value };
    expect(() => model({ resources: [vnet('hub', { properties: value as object })] })).toThrow(
      'the template is nested more than 200 levels deep',
    );
  });
});
