import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryOf } from '../../../azure/deployer/catalogue';
import type { CoveredType } from '../../../azure/deployer/covered-type';
import { type AzureDeployment, deployerRoles } from '../../../azure/deployer/deployer-roles';
import { matchesAction } from '../../../azure/deployer/role-definitions';
import { readAzureDeployments } from '../../../standard/adapters/read-deployments';
import { allows, allowsIn } from '../../support/azure-access';
import { cdktfExamples, EXAMPLE_ENVIRONMENT, synthesizedExamples } from '../../support/cdktf-examples';
import { STACK_FILE } from '../../support/terraform';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const HOME = `/subscriptions/${SUBSCRIPTION}`;

/** The roles of each example: where each is assigned, without the subscription, and its number of actions. */
const ROLES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'cdktf-analytics': { '': 41, '/resourceGroups/NetworkWatcherRG': 6, '/resourceGroups/monitoring': 9 },
  'cdktf-lifecycle': {
    '': 35,
    '/resourceGroups/NetworkWatcherRG': 6,
    '/resourceGroups/network': 1,
    '/resourceGroups/security': 4,
  },
  'cdktf-normalizer': { '': 96, '/resourceGroups/NetworkWatcherRG': 6, '/resourceGroups/network': 4 },
  'cdktf-own-queries': { '': 2, '/resourceGroups/monitoring': 13 },
  'cdktf-own-storage': {
    '': 4,
    '/resourceGroups/NetworkWatcherRG': 6,
    '/resourceGroups/logs': 4,
    '/resourceGroups/network': 1,
  },
  'cdktf-subnet': { '': 27, '/resourceGroups/NetworkWatcherRG': 6 },
  'cdktf-subscriptions': {
    '': 4,
    '/resourceGroups/NetworkWatcherRG': 6,
    '/resourceGroups/network': 1,
    '/subscriptions/22222222-2222-2222-2222-222222222222': 25,
  },
  'cdktf-threats': { '': 77, '/resourceGroups/NetworkWatcherRG': 6, '/resourceGroups/network': 4 },
  'cdktf-vm-insights': { '': 11, '/resourceGroups/machines': 14, '/resourceGroups/monitoring': 7 },
  'cdktf-vnet': { '': 60, '/resourceGroups/NetworkWatcherRG': 6 },
};

/** Types that make no request to Azure. */
const LOCAL = ['terraform_data', 'time_sleep'];

/** Operations that no deployer of flow logs needs. */
const BEYOND = [
  'Microsoft.Authorization/locks/delete',
  'Microsoft.Authorization/policyAssignments/write',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.Compute/virtualMachines/write',
  'Microsoft.Compute/virtualMachines/runCommand/action',
  'Microsoft.Insights/diagnosticSettings/delete',
  'Microsoft.KeyVault/vaults/write',
  'Microsoft.Network/networkSecurityGroups/write',
  'Microsoft.Network/networkWatchers/packetCaptures/write',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
  'Microsoft.OperationalInsights/workspaces/purge/action',
  'Microsoft.OperationalInsights/workspaces/query/read',
  'Microsoft.Storage/storageAccounts/failover/action',
  'Microsoft.Storage/storageAccounts/regenerateKey/action',
  'Microsoft.Web/sites/publishxml/action',
];

function operationsOf({ actions, onSubscription = [], whenSet = [], linked = [] }: CoveredType): string[] {
  return [...actions, ...onSubscription, ...[...whenSet, ...linked].flatMap((each) => each.actions)];
}

const isRegistration = (action: string) => /\/(un)?register\/action$/.test(action);

describe('the deployer roles of the examples', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-roles-'));
  const deployments = new Map<string, readonly AzureDeployment[]>();
  const types = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const stacks = await synthesizedExamples(output);
    for (const [example, directories] of stacks) {
      const read = await readAzureDeployments([join(output, example)], { subscription: SUBSCRIPTION });
      expect(read.unread).toEqual([]);
      deployments.set(example, read.deployments);
      types.set(example, directories.flatMap(typesIn));
    }
  }, 120_000);

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  const deploymentsOf = (example: string) => deployments.get(example) as readonly AzureDeployment[];
  const resourcesOf = (example: string) => deploymentsOf(example).flatMap(({ resources }) => resources);

  describe.each(cdktfExamples())('%s', (example) => {
    test('cover every type', () => {
      const read = resourcesOf(example).map(({ type, isData }) => (isData ? `data.${type}` : type));
      const deployed = [...new Set(types.get(example))].filter((type) => !LOCAL.includes(type));
      expect([...new Set(read)].sort()).toEqual(deployed.sort());
      expect(resourcesOf(example).filter((each) => entryOf(each) === undefined)).toEqual([]);
    });

    test('allow every operation of every type', () => {
      const { roles } = deployerRoles(deploymentsOf(example), true);
      const needed = resourcesOf(example).flatMap((each) => entryOf(each)?.actions ?? []);
      const missing = needed.filter((each) => !roles.some(({ definition }) => allows(definition, each)));
      expect(missing).toEqual([]);
    });

    test('know the scope of every action', () => {
      const { notes } = deployerRoles(deploymentsOf(example), true);
      expect(notes.filter((each) => each.includes('unknown before the deployment'))).toEqual([]);
    });

    test('contain only actions that a resource or provider of the example explains', () => {
      const { roles } = deployerRoles(deploymentsOf(example));
      const explained = resourcesOf(example).flatMap((each) => {
        const entry = entryOf(each);
        return entry === undefined ? [] : operationsOf(entry);
      });
      for (const { definition, reasons } of roles) {
        const reasoned = reasons.flatMap(({ actions }) => actions.map((each) => each.toLowerCase()));
        expect(definition.Actions.filter((each) => !reasoned.includes(each.toLowerCase()))).toEqual([]);
        const others = definition.Actions.filter(
          (each) => !explained.includes(each) && !isRegistration(each),
        );
        expect(others.filter((each) => each !== 'Microsoft.Resources/subscriptions/providers/read')).toEqual(
          [],
        );
        expect(definition.DataActions).toEqual([]);
      }
    });

    test('do not repeat in a resource group what the subscription allows', () => {
      const { roles } = deployerRoles(deploymentsOf(example));
      for (const { definition, scope } of roles.filter((each) => each.scope.resourceGroup !== undefined)) {
        const outer = roles.filter(
          (each) => each.scope.resourceGroup === undefined && each.scope.subscription === scope.subscription,
        );
        const inherited = outer.flatMap((each) => each.definition.Actions);
        expect(
          definition.Actions.filter((each) => inherited.some((pattern) => matchesAction(pattern, each))),
        ).toEqual([]);
      }
    });

    test('deny what no deployer of flow logs needs', () => {
      const { roles } = deployerRoles(deploymentsOf(example));
      expect(BEYOND.filter((each) => roles.some(({ definition }) => allows(definition, each)))).toEqual([]);
    });

    test('deny an action that is removed', () => {
      const { roles } = deployerRoles(deploymentsOf(example));
      for (const { definition } of roles) {
        for (const action of definition.Actions) {
          const reduced = { ...definition, Actions: definition.Actions.filter((each) => each !== action) };
          const operation = action.replace('*', 'Microsoft.Batch');
          expect([allows(definition, operation), allows(reduced, operation)]).toEqual([true, false]);
        }
      }
    });

    test('have the expected scopes and sizes', () => {
      const { roles } = deployerRoles(deploymentsOf(example));
      const found = roles.map(({ definition }) => [
        definition.AssignableScopes.join().replace(HOME, ''),
        definition.Actions.length,
      ]);
      expect(Object.fromEntries(found)).toEqual(ROLES[example]);
    });
  });

  test('limit a flow log to the group of its watcher, and its storage to the group of the account', () => {
    const { roles } = deployerRoles(deploymentsOf('cdktf-own-storage'));
    const at = (operation: string, group: string) =>
      allowsIn(roles, operation, `${HOME}/resourceGroups/${group}`);
    const write = 'Microsoft.Network/networkWatchers/flowLogs/write';
    expect([at(write, 'NetworkWatcherRG'), at(write, 'logs'), at(write, 'network')]).toEqual([
      true,
      false,
      false,
    ]);
    const keys = 'Microsoft.Storage/storageAccounts/listKeys/action';
    expect([at(keys, 'logs'), at(keys, 'NetworkWatcherRG')]).toEqual([true, false]);
    const network = 'Microsoft.Network/virtualNetworks/read';
    expect([at(network, 'network'), at(network, 'logs')]).toEqual([true, false]);
  });

  test('do not allow the deployer of networks to change storage of another subscription', () => {
    const { roles } = deployerRoles(deploymentsOf('cdktf-subscriptions'));
    const security = `/subscriptions/${EXAMPLE_ENVIRONMENT.SECURITY_SUBSCRIPTION_ID}`;
    const write = 'Microsoft.Storage/storageAccounts/write';
    expect([allowsIn(roles, write, security), allowsIn(roles, write, HOME)]).toEqual([true, false]);
  });

  test('limit the roles that the deployer of a normalizer can assign', () => {
    const { roles, warnings } = deployerRoles(deploymentsOf('cdktf-normalizer'));
    const [role, another] = roles.filter(({ condition }) => condition !== undefined);
    expect(another).toBeUndefined();
    // Storage Blob Data Owner is the widest of its roles, Owner is not one of them
    expect(role?.condition).toContain('b7e6dc6d-f1e8-4753-8033-0f276bb0955b');
    expect(role?.condition).not.toContain('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
    expect(role?.condition?.match(/GuidEquals \{[^}]*\}/g)?.map((each) => each.split(',').length)).toEqual([
      6, 6,
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('can assign roles: assign it with this condition'),
      expect.stringContaining('applies to the whole subscription'),
    ]);
  });
});

function typesIn(directory: string): string[] {
  const stack = JSON.parse(readFileSync(join(directory, STACK_FILE), 'utf8'));
  return [
    ...Object.keys(stack.resource ?? {}),
    ...Object.keys(stack.data ?? {}).map((type) => `data.${type}`),
    // those of other providers create nothing in Azure
  ].filter((type) => /^(data\.)?(azurerm|azapi)_/.test(type));
}
