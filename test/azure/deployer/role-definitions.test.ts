import { describe, expect, test } from 'vitest';
import type { Grant } from '../../../azure/deployer/grant';
import { matchesAction, roleDefinitions } from '../../../azure/deployer/role-definitions';

const A = 'aaaaaaaa-0000-0000-0000-000000000000';

function grant(
  resourceGroup: string | undefined,
  actions: readonly string[],
  more: Partial<Grant> = {},
): Grant {
  const scope = { subscription: A, ...(resourceGroup !== undefined && { resourceGroup }) };
  return { scope, actions, why: 'creates it', source: 'a page', neededBy: ['one'], ...more };
}

describe('roleDefinitions', () => {
  test('writes a role in the form that az role definition create accepts', () => {
    const [role] = roleDefinitions(
      [grant('logs', ['B/write', 'a/read']), grant('LOGS', ['b/WRITE'])],
      'network',
    );
    expect(role?.definition).toEqual({
      Name: `Flow log deployer of network in resource group logs of ${A}`,
      IsCustom: true,
      Description: `Least privilege to deploy the flow logs of network, in /subscriptions/${A}/resourceGroups/logs`,
      Actions: ['a/read', 'b/WRITE'],
      NotActions: [],
      DataActions: [],
      NotDataActions: [],
      AssignableScopes: [`/subscriptions/${A}/resourceGroups/logs`],
    });
  });

  test('leaves out what the role of the subscription contains, and a role without actions', () => {
    const roles = roleDefinitions(
      [
        grant('logs', ['A/read', 'B/register/action', 'C/read']),
        grant('network', ['a/read']),
        grant(undefined, ['A/READ', '*/register/action', 'B/register/action']),
      ],
      'network',
    );
    expect(roles.map(({ definition }) => definition.Actions)).toEqual([
      ['*/register/action', 'A/READ'],
      ['C/read'],
    ]);
  });

  test('has roles for data only', () => {
    const [role] = roleDefinitions([grant('logs', [], { dataActions: ['A/blobs/write'] })], 'network');
    expect([role?.definition.Actions, role?.definition.DataActions]).toEqual([[], ['A/blobs/write']]);
    expect(role?.reasons).toEqual([
      { actions: ['A/blobs/write'], why: 'creates it', source: 'a page', neededBy: ['one'] },
    ]);
  });

  test('explains only actions that the role contains, once per reason', () => {
    const [, role] = roleDefinitions(
      [
        grant('logs', ['a/read', 'b/read'], { neededBy: ['two'] }),
        grant('logs', ['b/read', 'c/read'], { neededBy: ['one'] }),
        grant('logs', ['a/read'], { why: 'reads it' }),
        grant(undefined, ['a/read']),
      ],
      'network',
    );
    expect(role?.reasons).toEqual([
      { actions: ['b/read', 'c/read'], why: 'creates it', source: 'a page', neededBy: ['one', 'two'] },
    ]);
  });

  test('keeps subscriptions that are unknown apart from those that are known', () => {
    const unknown: Grant = { ...grant(undefined, ['a/read']), scope: {} };
    const roles = roleDefinitions([unknown, grant('logs', ['a/read'])], 'network');
    expect(roles.map(({ definition }) => definition.AssignableScopes)).toEqual([
      [`/subscriptions/${A}/resourceGroups/logs`],
      ['/subscriptions/SUBSCRIPTION_ID'],
    ]);
  });
});

test.each([
  ['Microsoft.Web/sites/read', 'microsoft.web/SITES/read', true],
  ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/readX', false],
  ['*/register/action', 'Microsoft.Web/register/action', true],
  ['*/register/action', 'Microsoft.Web/unregister/action', false],
  ['Microsoft.Web/*', 'Microsoft.Web/sites/read', true],
  ['Microsoft.Web/*/read', 'Microsoft.Web/sites/config/read', true],
  ['Microsoft.Web/*/config/*', 'Microsoft.Web/sites/config/read', true],
  ['Microsoft.Web/*/slots/*', 'Microsoft.Web/sites/config/read', false],
  ['Microsoft.Web/*a*', 'Microsoft.Web/', false],
  ['ab*bc', 'abc', false],
  ['*', 'anything', true],
])('the action %s matches %s: %s', (pattern, operation, expected) => {
  expect(matchesAction(pattern, operation)).toBe(expected);
});
