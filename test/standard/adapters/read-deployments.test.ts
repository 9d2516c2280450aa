import { describe, expect, test } from 'vitest';
import { deployerRoles } from '../../../azure/deployer/deployer-roles';
import { canDeployToAzure, readAzureDeployments } from '../../../standard/adapters/read-deployments';
import { Workspace } from '../../support/flow-logs';

const HUB = '11111111-1111-1111-1111-111111111111';
const SECURITY = '22222222-2222-2222-2222-222222222222';

const FLOW_LOG = {
  name: 'hub',
  network_watcher_name: 'NetworkWatcher_westeurope',
  resource_group_name: 'NetworkWatcherRG',
  target_resource_id: `/subscriptions/${HUB}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub`,
  storage_account_id: `/subscriptions/${SECURITY}/resourceGroups/logs/providers/Microsoft.Storage/storageAccounts/raw`,
};

const PROVIDER = { features: [{}], subscription_id: HUB, resource_provider_registrations: 'none' };

/** A root module with one flow log. */
function configuration(flowLog: object, more: { resource?: object; [block: string]: unknown } = {}): object {
  const { resource = {}, ...blocks } = more;
  return {
    provider: { azurerm: PROVIDER },
    ...blocks,
    resource: { azurerm_network_watcher_flow_log: { hub: { ...FLOW_LOG, ...flowLog } }, ...resource },
  };
}

async function rolesOf(files: Readonly<Record<string, object | string>>, path = 'main.tf.json', all = false) {
  const workspace = Workspace.ofTest();
  for (const [name, content] of Object.entries(files)) {
    workspace.write(name, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const { deployments, unread } = await readAzureDeployments([`${workspace.directory}/${path}`]);
  const result = deployerRoles(deployments, all);
  const scopes = result.roles.map(({ definition }) => [
    definition.AssignableScopes.join(),
    definition.Actions,
  ]);
  return { ...result, unread, scopes: Object.fromEntries(scopes) as Record<string, readonly string[]> };
}

const subscription = (id: string) => `/subscriptions/${id}`;
const group = (id: string, name: string) => `${subscription(id)}/resourceGroups/${name}`;

const KEYS = 'Microsoft.Storage/storageAccounts/listKeys/action';
const WRITE_LOG = 'Microsoft.Network/networkWatchers/flowLogs/write';
const WRITE_ACCOUNT = 'Microsoft.Storage/storageAccounts/write';
const DELETE_ACCOUNT = 'Microsoft.Storage/storageAccounts/delete';
const DELETE_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/delete';

describe('a Terraform configuration', () => {
  test('has a role for the group of each literal id, in its own subscription', async () => {
    const { scopes, notes } = await rolesOf({ 'main.tf.json': configuration({}) });
    expect(Object.keys(scopes)).toEqual([
      subscription(HUB),
      group(HUB, 'NetworkWatcherRG'),
      group(SECURITY, 'logs'),
    ]);
    expect(scopes[group(SECURITY, 'logs')]).toContain(KEYS);
    expect(scopes[group(HUB, 'NetworkWatcherRG')]).toContain(WRITE_LOG);
    expect(notes).toEqual([]);
  });

  test('in the Terraform language has the same roles', async () => {
    const { scopes } = await rolesOf(
      {
        'main.tf': `provider "azurerm" {
  features {}
  subscription_id                 = var.subscription
  resource_provider_registrations = "none"
  resource_providers_to_register  = ["microsoft.insights"]
}
variable "subscription" { default = "${HUB}" }
resource "azurerm_network_watcher_flow_log" "hub" {
  name                 = "hub"
  network_watcher_name = "NetworkWatcher_westeurope"
  resource_group_name  = "NetworkWatcherRG"
  target_resource_id   = "${FLOW_LOG.target_resource_id}"
  storage_account_id   = "${FLOW_LOG.storage_account_id}"
}`,
      },
      '',
    );
    expect(scopes[group(SECURITY, 'logs')]).toContain(KEYS);
    expect(scopes[subscription(HUB)]).toContain('microsoft.insights/register/action');
    expect(scopes[subscription(HUB)]).not.toContain('*/register/action');
  });

  test('requires the actions of Traffic Analytics only if it is enabled, in the subscription', async () => {
    const workspace = group(SECURITY, 'logs').concat('/providers/Microsoft.OperationalInsights/workspaces/w');
    const at = async (enabled: boolean) =>
      (
        await rolesOf({
          'main.tf.json': configuration({
            traffic_analytics: [{ enabled, workspace_resource_id: workspace }],
          }),
        })
      ).scopes;
    const [on, off] = [await at(true), await at(false)];
    const rule = 'Microsoft.Insights/dataCollectionRules/write';
    const topology = 'Microsoft.Network/expressRouteCircuits/read';
    expect(on[subscription(SECURITY)]).toContain(rule);
    expect(on[subscription(HUB)]).toContain(topology);
    expect(JSON.stringify(off)).not.toContain(rule);
    expect(JSON.stringify(off)).not.toContain(topology);
  });

  test('of a security group requires permission to change it', async () => {
    const target = FLOW_LOG.target_resource_id.replace('virtualNetworks', 'networkSecurityGroups');
    const write = 'Microsoft.Network/networkSecurityGroups/write';
    const { scopes } = await rolesOf({ 'main.tf.json': configuration({ target_resource_id: target }) });
    expect(scopes[group(HUB, 'network')]).toEqual([write]);
    const other = await rolesOf({ 'main.tf.json': configuration({}) });
    expect(JSON.stringify(other.scopes)).not.toContain(write);
  });

  test('applies to the subscription where it creates the resource group', async () => {
    const { scopes, notes, warnings } = await rolesOf({
      'main.tf.json': configuration(
        { storage_account_id: '${azurerm_storage_account.raw.id}' },
        {
          resource: {
            azurerm_resource_group: { logs: { name: 'logs', location: 'westeurope' } },
            azurerm_storage_account: {
              raw: { name: 'raw', resource_group_name: '${azurerm_resource_group.logs.name}' },
            },
          },
        },
      ),
    });
    expect(scopes[subscription(HUB)]).toEqual(expect.arrayContaining([KEYS, WRITE_ACCOUNT]));
    expect(scopes).not.toHaveProperty([group(HUB, 'logs')]);
    expect(notes).toContainEqual(
      expect.stringContaining('creates the resource group logs. A role cannot be'),
    );
    const [warning = ''] = warnings.filter((each) => each.includes('applies to the whole subscription'));
    for (const action of [KEYS, DELETE_GROUP, DELETE_ACCOUNT]) expect(warning).toContain(action);
    expect(warning).not.toContain(WRITE_ACCOUNT);
    expect(warning).toContain('create the resource group logs first');
  });

  test('notes ids and groups that are unknown, whose actions are in the subscription', async () => {
    const unknown = { resource_group_name: '${var.group}', storage_account_id: '${var.account}' };
    const variable = { group: {}, account: {} };
    const { notes, scopes } = await rolesOf({ 'main.tf.json': configuration(unknown, { variable }) });
    expect(notes).toEqual([
      expect.stringContaining(
        'unknown before the deployment: azurerm_network_watcher_flow_log.hub (resource_group_name, storage_account_id). ',
      ),
    ]);
    expect(scopes[subscription(HUB)]).toEqual(expect.arrayContaining([KEYS, WRITE_LOG]));
  });

  test('does not note the unknown name of a group that it creates', async () => {
    const { notes } = await rolesOf({
      'main.tf.json': configuration(
        { resource_group_name: '${azurerm_resource_group.logs.name}' },
        {
          variable: { group: {} },
          resource: { azurerm_resource_group: { logs: { name: '${var.group}', location: 'westeurope' } } },
        },
      ),
    });
    expect(notes).toEqual([expect.stringContaining('creates the resource group ')]);
  });

  test('does not allow the deletion of a resource that must not be destroyed', async () => {
    const at = async (lifecycle: object) => {
      const { scopes } = await rolesOf({ 'main.tf.json': configuration({ lifecycle }) });
      return scopes[group(HUB, 'NetworkWatcherRG')]?.filter((each) => each.endsWith('/delete'));
    };
    expect(await at({ prevent_destroy: true })).toEqual([]);
    expect(await at([{ prevent_destroy: false }])).toEqual([
      'Microsoft.Network/networkWatchers/flowLogs/delete',
    ]);
  });

  test('states the deletion only of resources that Terraform can destroy', async () => {
    const at = async (lifecycle: object) => {
      const { roles } = await rolesOf({ 'main.tf.json': configuration({ lifecycle }) });
      return roles.flatMap(({ reasons }) => reasons.map(({ why }) => why));
    };
    const type = 'azurerm_network_watcher_flow_log';
    expect(await at({ prevent_destroy: true })).toContain(`creates, reads and updates ${type}`);
    expect(await at({})).toContain(`creates, reads, updates and deletes ${type}`);
  });

  test('requires the keys of a workspace for Application Insights in another subscription', async () => {
    const keys = 'Microsoft.OperationalInsights/workspaces/sharedKeys/action';
    const at = async (id: string) => {
      const workspace = `${group(id, 'logs')}/providers/Microsoft.OperationalInsights/workspaces/w`;
      const insights = { name: 'i', resource_group_name: 'logs', workspace_id: workspace };
      const { scopes } = await rolesOf(
        {
          'main.tf.json': configuration({}, { resource: { azurerm_application_insights: { i: insights } } }),
        },
        'main.tf.json',
        true,
      );
      return scopes[group(id, 'logs')]?.includes(keys);
    };
    expect([await at(SECURITY), await at(HUB)]).toEqual([true, false]);
  });

  test('follows modules and the providers that are passed to them', async () => {
    const { scopes, unread } = await rolesOf(
      {
        'main.tf.json': configuration(
          { storage_account_id: '${module.lake.account}' },
          {
            provider: { azurerm: [PROVIDER, { ...PROVIDER, alias: 'security', subscription_id: SECURITY }] },
            module: { lake: { source: './lake', group: 'logs', providers: { azurerm: 'azurerm.security' } } },
          },
        ),
        'lake/main.tf.json': {
          variable: { group: {} },
          resource: {
            azurerm_storage_account: { raw: { name: 'raw', resource_group_name: '${var.group}' } },
            azurerm_storage_account_queue_properties: { raw: {} },
          },
          output: { account: { value: '${azurerm_storage_account.raw.id}' } },
        },
      },
      '',
    );
    expect(scopes[group(SECURITY, 'logs')]).toEqual(expect.arrayContaining([KEYS, WRITE_ACCOUNT]));
    expect(unread).toEqual([]);
  });

  test('reports modules that are not available', async () => {
    const { unread } = await rolesOf({
      'main.tf.json': configuration({}, { module: { lake: { source: 'org/lake/azurerm' } } }),
    });
    expect(unread).toEqual([expect.stringContaining('module.lake')]);
  });

  test.each([
    [
      { azuread_application: { one: {}, two: {} }, aws_flow_log: { one: {} } },
      'aws_flow_log (1), azuread_application (2)',
    ],
    [{ random_string: { one: {} }, terraform_data: { one: {} } }, undefined],
  ])('reports resources of other providers in %j', async (resource, list) => {
    const { unread } = await rolesOf({ 'main.tf.json': configuration({}, { resource }) });
    const text = 'main.tf.json: resources of providers other than azurerm and azapi are not covered: ';
    expect(unread).toEqual(list === undefined ? [] : [text.concat(list)]);
  });

  test('reports types that are not covered, and resources of others', async () => {
    const file = {
      'main.tf.json': configuration(
        {},
        {
          resource: {
            azurerm_kubernetes_cluster: { one: {}, two: {} },
            azurerm_storage_account: { other: { name: 'other', resource_group_name: 'other' } },
          },
        },
      ),
    };
    const { notes, scopes } = await rolesOf(file);
    expect(notes).toEqual([
      expect.stringMatching(/types that are not covered.*: azurerm_kubernetes_cluster \(2\)$/),
      expect.stringMatching(/omitted.*: azurerm_storage_account \(1\)$/),
    ]);
    expect(scopes).not.toHaveProperty([group(HUB, 'other')]);
    const everything = await rolesOf(file, 'main.tf.json', true);
    expect(everything.scopes[group(HUB, 'other')]).toContain(WRITE_ACCOUNT);
  });

  test.each([
    [{ role_definition_name: 'Storage Blob Data Reader' }, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'],
    [
      { role_definition_id: '${data.azurerm_role_definition.reader.id}' },
      '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    ],
    [
      {
        role_definition_id:
          '/providers/Microsoft.Authorization/roleDefinitions/ACDD72A7-3385-48EF-BD42-F606FBA81AE7',
      },
      'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    ],
    [{ role_definition_name: 'A role of ours' }, undefined],
    [{ role_definition_name: '${var.role}' }, undefined],
  ])('limits the assignment of %j to %s', async (assignment, id) => {
    const { roles, warnings } = await rolesOf(
      {
        'main.tf.json': configuration(
          {},
          {
            variable: { role: {} },
            data: { azurerm_role_definition: { reader: { name: 'Storage Blob Data Reader' } } },
            resource: {
              azurerm_role_assignment: { a: { scope: FLOW_LOG.storage_account_id, ...assignment } },
            },
          },
        ),
      },
      'main.tf.json',
      true,
    );
    const [role] = roles.filter(({ definition }) =>
      definition.Actions.includes('Microsoft.Authorization/roleAssignments/write'),
    );
    expect(role?.scope).toEqual({ subscription: SECURITY, resourceGroup: 'logs' });
    expect(/\{(.*?)\}/.exec(role?.condition?.replaceAll(/\{'[^']*'\}/g, '') ?? '')?.[1]).toBe(id);
    // without a principal type, the condition does not limit it
    expect(role?.condition ?? '').not.toContain('PrincipalType');
    expect(warnings).toContainEqual(
      expect.stringContaining(id === undefined ? 'can assign any role' : 'assign it with this condition'),
    );
    expect(warnings.length).toBe(id === undefined ? 2 : 1);
  });

  test('follows resources of the azapi provider', async () => {
    const body = {
      properties: {
        targetResourceId: FLOW_LOG.target_resource_id,
        storageId: '${azurerm_storage_account.raw.id}',
        flowAnalyticsConfiguration: {
          networkWatcherFlowAnalyticsConfiguration: { enabled: true, workspaceResourceId: 'unused' },
        },
      },
    };
    const file = {
      provider: { azurerm: PROVIDER, azapi: { subscription_id: HUB } },
      resource: {
        azapi_resource: {
          hub: {
            type: 'Microsoft.Network/networkWatchers/flowLogs@2024-05-01',
            name: 'hub',
            parent_id: group(HUB, 'NetworkWatcherRG').concat(
              '/providers/Microsoft.Network/networkWatchers/w',
            ),
            body,
          },
        },
        azurerm_storage_account: { raw: { name: 'raw', resource_group_name: 'logs' } },
      },
    };
    const { scopes } = await rolesOf({ 'main.tf.json': file });
    expect(scopes[group(HUB, 'NetworkWatcherRG')]).toContain(WRITE_LOG);
    expect(scopes[group(HUB, 'logs')]).toEqual(expect.arrayContaining([KEYS, WRITE_ACCOUNT]));
    expect(scopes[subscription(HUB)]).toContain('Microsoft.Network/routeTables/read');
  });

  test.each([
    [{ azurerm: { version: '~> 4.0' } }, '*/register/action'],
    [{ azurerm: { version: '5.2.0' } }, undefined],
    [{}, '*/register/action'],
  ])('with the providers %j registers %s by default', async (required, action) => {
    const { scopes } = await rolesOf({
      'main.tf.json': configuration(
        {},
        {
          terraform: { required_providers: required },
          provider: { azurerm: { features: [{}], subscription_id: HUB } },
        },
      ),
    });
    const registers = scopes[subscription(HUB)]?.filter((each) => each.endsWith('/register/action'));
    expect(registers).toEqual(action === undefined ? [] : [action]);
  });
});

describe('a Terraform plan', () => {
  const change = (address: string, after: object, unknowns: object = {}, mode = 'managed') => ({
    address,
    type: address.replace(/^(module\.\w+\.)?(data\.)?/, '').split('.')[0],
    mode,
    provider_name: 'registry.terraform.io/hashicorp/azurerm',
    change: { actions: ['create'], before: null, after, after_unknown: unknowns },
  });
  const constant = (value: unknown) => ({ constant_value: value });
  const references = (...names: string[]) => ({ references: names });
  const configured = (address: string, expressions: object = {}, key = 'azurerm') => ({
    address,
    provider_config_key: key,
    expressions,
  });
  const plan = {
    format_version: '1.2',
    planned_values: {},
    resource_changes: [
      change(
        'azurerm_network_watcher_flow_log.hub',
        { ...FLOW_LOG, storage_account_id: undefined, traffic_analytics: [{ enabled: true }] },
        { id: true, storage_account_id: true, traffic_analytics: [{ workspace_resource_id: true }] },
      ),
      change(
        'module.lake.azurerm_storage_account.raw',
        { name: 'raw', resource_group_name: 'logs' },
        { id: true },
      ),
      change(
        'module.lake.azurerm_storage_container.flows',
        { name: 'flows', storage_account_id: null },
        { id: true, storage_account_id: true },
      ),
      change(
        'module.lake.azurerm_log_analytics_workspace.w',
        { name: 'w', resource_group_name: 'logs' },
        { id: true },
      ),
      change('data.azurerm_virtual_network.hub', { name: 'hub', resource_group_name: 'network' }, {}, 'data'),
    ],
    configuration: {
      provider_config: {
        azurerm: {
          full_name: 'registry.terraform.io/hashicorp/azurerm',
          version_constraint: '5.2.0',
          expressions: { subscription_id: references('var.hub'), features: [{}] },
        },
        'azurerm.security': {
          alias: 'security',
          version_constraint: '~> 4.0',
          expressions: {
            subscription_id: constant(SECURITY),
            resource_provider_registrations: constant('none'),
            resource_providers_to_register: constant(['Microsoft.Storage']),
            features: [{ storage: [{ data_plane_available: constant(false) }] }],
          },
        },
      },
      root_module: {
        resources: [
          configured('azurerm_network_watcher_flow_log.hub', {
            storage_account_id: references('module.lake.account', 'module.lake'),
            traffic_analytics: [
              { workspace_resource_id: references('module.lake.workspace', 'module.lake') },
            ],
          }),
          configured('data.azurerm_virtual_network.hub'),
        ],
        module_calls: {
          lake: {
            module: {
              outputs: {
                account: { expression: references('azurerm_storage_account.raw.id') },
                workspace: { expression: references('azurerm_log_analytics_workspace.w.id') },
              },
              resources: [
                configured('azurerm_storage_account.raw', {}, 'azurerm.security'),
                configured(
                  'azurerm_storage_container.flows',
                  { storage_account_id: references('azurerm_storage_account.raw.id') },
                  'azurerm.security',
                ),
                configured('azurerm_log_analytics_workspace.w', {}, 'azurerm.security'),
              ],
            },
          },
        },
      },
    },
    variables: { hub: { value: HUB } },
  };

  test('has the roles of its configuration', async () => {
    const { scopes, notes } = await rolesOf({ 'plan.json': plan }, 'plan.json');
    expect(scopes[group(HUB, 'NetworkWatcherRG')]).toContain(WRITE_LOG);
    expect(scopes[group(SECURITY, 'logs')]).toEqual(
      expect.arrayContaining([
        KEYS,
        WRITE_ACCOUNT,
        'Microsoft.Storage/storageAccounts/blobServices/containers/write',
      ]),
    );
    expect(scopes[subscription(SECURITY)]).toEqual(
      expect.arrayContaining([
        'Microsoft.Storage/register/action',
        'Microsoft.Insights/dataCollectionRules/write',
      ]),
    );
    expect(scopes[subscription(HUB)]).not.toContain('*/register/action');
    expect(notes).toEqual([expect.stringMatching(/omitted.*: data\.azurerm_virtual_network \(1\)$/)]);
  });

  test('warns about the data plane of storage accounts', async () => {
    const { expressions, ...config } = plan.configuration.provider_config['azurerm.security'];
    const other = structuredClone(plan);
    other.configuration.provider_config['azurerm.security'] = {
      ...config,
      expressions: { ...expressions, features: [] },
    };
    const { notes } = await rolesOf({ 'plan.json': other }, 'plan.json');
    expect(notes).toContainEqual(expect.stringContaining('features.storage.data_plane_available = false'));
  });

  test('includes resources that are deleted', async () => {
    const { configuration: config, ...rest } = plan;
    const deleted = {
      ...change('azurerm_network_watcher_flow_log.hub', {}),
      change: { actions: ['delete'], before: FLOW_LOG, after: null, after_unknown: {} },
    };
    const { scopes } = await rolesOf(
      { 'plan.json': { ...rest, configuration: config, resource_changes: [deleted] } },
      'plan.json',
    );
    expect(scopes[group(HUB, 'NetworkWatcherRG')]).toContain(
      'Microsoft.Network/networkWatchers/flowLogs/delete',
    );
  });
});

describe('an ARM template', () => {
  const BLOB_READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Storage/storageAccounts',
        apiVersion: '2023-05-01',
        name: 'raw',
        properties: {
          networkAcls: { virtualNetworkRules: [{ id: `${FLOW_LOG.target_resource_id}/subnets/s` }] },
        },
      },
      {
        type: 'Microsoft.Storage/storageAccounts/blobServices',
        apiVersion: '2023-05-01',
        name: 'raw/default',
      },
      {
        type: 'Microsoft.Authorization/roleAssignments',
        apiVersion: '2022-04-01',
        name: 'guid',
        scope: "[resourceId('Microsoft.Storage/storageAccounts', 'raw')]",
        properties: {
          principalType: 'ServicePrincipal',
          roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${BLOB_READER}')]`,
        },
      },
      { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2024-05-01', name: 'aks' },
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'flowLogs',
        resourceGroup: 'NetworkWatcherRG',
        properties: {
          mode: 'Incremental',
          expressionEvaluationOptions: { scope: 'inner' },
          parameters: { account: { value: "[resourceId('Microsoft.Storage/storageAccounts', 'raw')]" } },
          template: {
            $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            contentVersion: '1.0.0.0',
            parameters: { account: { type: 'string' } },
            resources: [
              {
                type: 'Microsoft.Network/networkWatchers/flowLogs',
                apiVersion: '2024-05-01',
                name: 'NetworkWatcher_westeurope/hub',
                properties: {
                  targetResourceId: FLOW_LOG.target_resource_id,
                  storageId: "[parameters('account')]",
                },
              },
            ],
          },
        },
      },
    ],
  };

  test('has roles for the group that it is deployed in, and for those of nested deployments', async () => {
    const { scopes, notes, roles, unread } = await rolesOf({ 'main.json': template }, 'main.json');
    const own = scopes[group('SUBSCRIPTION_ID', 'RESOURCE_GROUP')];
    const watcher = scopes[group('SUBSCRIPTION_ID', 'NetworkWatcherRG')];
    expect(own).toEqual(
      expect.arrayContaining([
        KEYS,
        WRITE_ACCOUNT,
        'Microsoft.Authorization/roleAssignments/write',
        'Microsoft.Resources/deployments/write',
        'Microsoft.Storage/storageAccounts/blobServices/write',
      ]),
    );
    expect(watcher).toEqual(expect.arrayContaining([WRITE_LOG, 'Microsoft.Resources/deployments/write']));
    expect(watcher).not.toContain(WRITE_ACCOUNT);
    expect(scopes[group(HUB, 'network')]).toEqual([
      'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action',
    ]);
    expect(roles.find(({ condition }) => condition !== undefined)?.condition).toContain(`{${BLOB_READER}}`);
    expect(notes).toContainEqual(expect.stringContaining('Microsoft.ContainerService/managedClusters (1)'));
    expect(JSON.stringify(scopes)).not.toContain('register/action');
    expect(unread).toEqual([]);
  });

  test('reports templates that are not available', async () => {
    const linked = {
      ...template,
      resources: [
        ...template.resources,
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'other',
          properties: { mode: 'Incremental', templateLink: { uri: 'https://example.com/other.json' } },
        },
      ],
    };
    const { unread } = await rolesOf({ 'main.json': linked }, 'main.json');
    expect(unread).toEqual([expect.stringContaining('other: ')]);
  });
});

test.each([
  ['main.tf.json', '{}', true],
  ['plan.json', '{"format_version": "1.2", "planned_values": {}}', true],
  ['main.json', '{"contentVersion": "1.0.0.0", "resources": []}', true],
  ['stack.json', '{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}', false],
  ['text.json', 'no JSON', false],
])('%s with %s can deploy to Azure: %s', (name, content, expected) => {
  const workspace = Workspace.ofTest();
  workspace.write(name, content);
  expect(canDeployToAzure(`${workspace.directory}/${name}`)).toBe(expected);
  expect(canDeployToAzure(`${workspace.directory}/nowhere.json`)).toBe(false);
});
