import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from '../../support/flow-logs';
import { flowLog, templateOf } from '../../support/template-stacks';

const HUB = '11111111-1111-1111-1111-111111111111';
const LOGS = '22222222-2222-2222-2222-222222222222';
const READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';

const inGroup = (subscription: string, group: string, path: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${path}`;

const ACCOUNT = inGroup(LOGS, 'logs', 'Microsoft.Storage/storageAccounts/raw');

const FLOW_LOG = {
  name: 'hub',
  network_watcher_name: 'NetworkWatcher_westeurope',
  resource_group_name: 'NetworkWatcherRG',
  target_resource_id: inGroup(HUB, 'network', 'Microsoft.Network/virtualNetworks/hub'),
  storage_account_id: ACCOUNT,
};

function configuration(more: object = {}, provider: object = { subscription_id: HUB }): object {
  return {
    provider: { azurerm: { features: [{}], resource_provider_registrations: 'none', ...provider } },
    resource: { azurerm_network_watcher_flow_log: { hub: FLOW_LOG } },
    ...more,
  };
}

const ASSIGNMENT = { scope: ACCOUNT, role_definition_name: 'Storage Blob Data Reader', principal_id: 'p' };

const ARM_TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { storageId: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Network/networkWatchers/flowLogs',
      apiVersion: '2024-05-01',
      name: 'NetworkWatcher_westeurope/hub',
      location: 'westeurope',
      properties: {
        targetResourceId: FLOW_LOG.target_resource_id,
        storageId: "[parameters('storageId')]",
      },
    },
  ],
};

interface Role {
  readonly Actions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

describe('permissions of deployments in Azure', () => {
  const workspace = new Workspace();
  const permissions = (...args: string[]) => workspace.flowLogs('permissions', ...args);
  const writeJson = (path: string, json: object) => workspace.write(path, JSON.stringify(json));

  beforeAll(() => {
    writeJson('hub/main.tf.json', configuration());
    writeJson('deep/hub/main.tf.json', configuration());
    writeJson('anywhere/main.tf.json', configuration({}, {}));
    const assignments = { azurerm_role_assignment: { read: ASSIGNMENT } };
    writeJson(
      'assigned/main.tf.json',
      configuration({ resource: { azurerm_network_watcher_flow_log: { hub: FLOW_LOG }, ...assignments } }),
    );
    writeJson(
      'modules/main.tf.json',
      configuration({ module: { lake: { source: 'org/lake/azurerm', version: '1.0.0' } } }),
    );
    writeJson('template.json', ARM_TEMPLATE);
    writeJson('parameters.json', { parameters: { storageId: { value: ACCOUNT } } });
    writeJson('misspelt.json', { parameters: { storageID2: { value: ACCOUNT } } });
    writeJson('Network.template.json', templateOf({ FlowLog: flowLog() }));
  });

  afterAll(() => workspace.remove());

  test('prints one custom role per group in each subscription, and explains its actions', async () => {
    const { code, stdout, stderr } = await permissions('hub');
    const roles = JSON.parse(stdout);
    expect(roles.map(({ AssignableScopes }: { AssignableScopes: string[] }) => AssignableScopes)).toEqual([
      [`/subscriptions/${HUB}`],
      [`/subscriptions/${HUB}/resourceGroups/NetworkWatcherRG`],
      [`/subscriptions/${LOGS}/resourceGroups/logs`],
    ]);
    for (const role of roles) {
      expect(Object.keys(role)).toEqual([
        'Name',
        'IsCustom',
        'Description',
        'Actions',
        'NotActions',
        'DataActions',
        'NotDataActions',
        'AssignableScopes',
      ]);
    }
    expect(stderr).toContain('role 1 of 3: ');
    expect(stderr).toMatch(/Microsoft\.Network\/networkWatchers\/flowLogs\/write.*: .* for .*\.hub/);
    expect(stderr).toContain('note: create each role with `az role definition create');
    expect(stderr).toContain('note: the name of a custom role must be unique in the Microsoft Entra tenant');
    expect(code).toBe(0);
  });

  test('lists the first resources that need an action, and all of them as JSON', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const logs = Object.fromEntries(names.map((name) => [name, { ...FLOW_LOG, name }]));
    writeJson(
      'several/main.tf.json',
      configuration({ resource: { azurerm_network_watcher_flow_log: logs } }),
    );
    const { stderr } = await permissions('several');
    const address = 'azurerm_network_watcher_flow_log';
    expect(stderr).toContain(`for ${address}.a, ${address}.b, ${address}.c and 2 more\n`);
    const { stdout } = await permissions('several', '--json');
    expect(stdout).toContain(`${address}.e`);
  });

  test('warns of assigned roles whose ids are unknown, also as JSON', async () => {
    const owner = { ...ASSIGNMENT, role_definition_name: 'Owner' };
    const open = { ...ASSIGNMENT, role_definition_name: '${var.role}' };
    const resource = {
      azurerm_network_watcher_flow_log: { hub: FLOW_LOG },
      azurerm_role_assignment: { read: ASSIGNMENT, owner, open },
    };
    writeJson('unknown-roles/main.tf.json', configuration({ resource, variable: { role: {} } }));
    const { stdout, stderr } = await permissions('unknown-roles', '--all', '--json');
    const [{ warnings }] = JSON.parse(stdout);
    const texts: string = warnings.join('\n');
    expect(texts).toContain(
      'azurerm_role_assignment.owner assigns the role "Owner": add the id of its definition to the condition',
    );
    expect(texts).toContain(
      'azurerm_role_assignment.open assigns a role that is unknown before the apply: add its id',
    );
    expect(stderr).toBe('');
  });

  test('names the roles of a directory after its last part', async () => {
    const { stdout } = await permissions('deep/hub', '--json');
    const [{ role }] = JSON.parse(stdout);
    expect(role.Name).toBe(`Flow log deployer of hub in subscription ${HUB}`);
  });

  test('writes one file per role, and prints their paths', async () => {
    const { code, stdout } = await permissions('hub', '--out', 'roles');
    const names = [`${HUB}-subscription`, `${HUB}-NetworkWatcherRG`, `${LOGS}-logs`];
    expect(stdout.split('\n').filter(Boolean)).toEqual(names.map((name) => `roles/${name}.json`));
    const { AssignableScopes } = JSON.parse(workspace.read(`roles/${LOGS}-logs.json`));
    expect(AssignableScopes).toEqual([`/subscriptions/${LOGS}/resourceGroups/logs`]);
    expect(code).toBe(0);
  });

  test('prints the roles with their conditions and reasons as JSON', async () => {
    const { stdout } = await permissions('assigned', '--all', '--json');
    const entries = JSON.parse(stdout);
    const [entry] = entries.filter(({ condition }: { condition: string | null }) => condition !== null);
    expect(entry).toMatchObject({ subscription: LOGS, resourceGroup: 'logs', conditionVersion: '2.0' });
    expect(entry.condition).toContain(`ForAnyOfAnyValues:GuidEquals {${READER}}`);
    expect(entry.role.Actions).toEqual(entry.role.Actions.toSorted());
    const explained = entry.actions.flatMap(({ actions }: { actions: string[] }) => actions);
    expect(new Set(explained)).toEqual(new Set([...entry.role.Actions, ...entry.role.DataActions]));
    expect(entries.map(({ number, of }: { number: number; of: number }) => [number, of])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test('warns before all other explanations that a role can assign roles', async () => {
    const { stderr } = await permissions('assigned', '--all');
    expect(stderr).toMatch(/^warning: .* can assign roles: assign it with this condition/);
  });

  test('applies the subscription of the option to deployments that do not state one', async () => {
    const without = await permissions('anywhere', '--out', 'unknown');
    expect(without.stdout).toContain('unknown/SUBSCRIPTION_ID-NetworkWatcherRG.json');
    expect(without.stderr).toContain(
      'give it with --subscription, or replace SUBSCRIPTION_ID in each role\n',
    );
    const { stdout } = await permissions('anywhere', '--subscription', HUB.toUpperCase(), '--out', 'known');
    expect(stdout).toContain(`${HUB}-NetworkWatcherRG.json`);
    expect(stdout).not.toContain('SUBSCRIPTION_ID');
  });

  test('covers flow logs of azapi, with the identity that they use', async () => {
    const identity = inGroup(LOGS, 'ids', 'Microsoft.ManagedIdentity/userAssignedIdentities/logs');
    const log = {
      type: 'Microsoft.Network/networkWatchers/flowLogs@2025-07-01',
      name: 'hub',
      parent_id: inGroup(
        HUB,
        'NetworkWatcherRG',
        'Microsoft.Network/networkWatchers/NetworkWatcher_westeurope',
      ),
      identity: [{ type: 'UserAssigned', identity_ids: [identity] }],
      body: { properties: { targetResourceId: FLOW_LOG.target_resource_id, storageId: ACCOUNT } },
    };
    writeJson('azapi/main.tf.json', configuration({ resource: { azapi_resource: { log } } }));
    const { stdout } = await permissions('azapi');
    const granted = (JSON.parse(stdout) as Role[]).flatMap(({ Actions, AssignableScopes }) =>
      Actions.map((action) => `${action} in ${AssignableScopes}`),
    );
    expect(granted).toEqual(
      expect.arrayContaining([
        `Microsoft.Network/networkWatchers/flowLogs/write in /subscriptions/${HUB}/resourceGroups/NetworkWatcherRG`,
        `Microsoft.ManagedIdentity/userAssignedIdentities/assign/action in /subscriptions/${LOGS}/resourceGroups/ids`,
        `Microsoft.Storage/storageAccounts/listKeys/action in /subscriptions/${LOGS}/resourceGroups/logs`,
      ]),
    );
  });

  test('reads ARM templates with the values of their parameters', async () => {
    const unknown = await permissions('template.json', '--subscription', HUB);
    expect(unknown.stdout).not.toContain('resourceGroups/logs');
    expect(unknown.stderr).toMatch(/^note: .*unknown before the deployment: .*hub.* \(storage_account_id\)/m);
    const { code, stdout, stderr } = await permissions(
      'template.json',
      '--subscription',
      HUB,
      '--parameters',
      'parameters.json',
    );
    expect(stdout).toContain(`/subscriptions/${LOGS}/resourceGroups/logs`);
    expect(stderr).not.toContain('unknown before the deployment');
    expect(code).toBe(0);
  });

  test('prints policies of AWS and roles of Azure together', async () => {
    const { code, stdout, stderr } = await permissions('Network.template.json', 'hub');
    const [policy, ...roles] = JSON.parse(stdout);
    expect(policy.Version).toBe('2012-10-17');
    expect(roles.map(({ IsCustom }: { IsCustom: boolean }) => IsCustom)).toEqual([true, true, true]);
    expect(stderr).toContain('policy 1 of 1');
    expect(stderr).toContain('role 1 of 3');
    expect(code).toBe(0);
  });

  test('notes modules that it could not read', async () => {
    const { code, stderr } = await permissions('modules');
    expect(stderr).toMatch(/^note: permissions are missing: .*module\.lake/m);
    expect(code).toBe(0);
  });

  test.each([
    [['hub', '--subscription', 'production'], 'Give a subscription id'],
    [
      ['template.json', '--parameters', 'misspelt.json'],
      'no artifact declares the parameter or variable storageID2: did you mean storageId?',
    ],
    [
      ['template.json', 'Network.template.json', '--parameters', 'misspelt.json'],
      'no artifact declares the parameter or variable storageID2',
    ],
  ])('rejects the arguments %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await permissions(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
