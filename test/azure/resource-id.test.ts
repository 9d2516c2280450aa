import { describe, expect, test } from 'vitest';
import { isSecurityGroupId, TargetKind, targetKindOf } from '../../azure/flow-log/target-kind';
import { parseResourceId } from '../../azure/resource-id';

const GROUP = '/subscriptions/S/resourceGroups/Rg';
const NETWORKS = `${GROUP}/providers/Microsoft.Network`;

describe('parseResourceId', () => {
  test('parses an id in any case', () => {
    const expected = {
      subscriptionId: 'S',
      resourceGroup: 'Rg',
      type: 'microsoft.network/virtualnetworks/subnets',
      names: ['Hub', 'App'],
    };
    expect(parseResourceId(`${NETWORKS}/virtualNetworks/Hub/subnets/App`)).toEqual(expected);
    expect(
      parseResourceId(
        '/SUBSCRIPTIONS/S/RESOURCEGROUPS/Rg/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/Hub/SUBNETS/App/',
      ),
    ).toEqual(expected);
  });

  test.each([
    '',
    '/',
    'x',
    GROUP,
    `${GROUP}/providers/Microsoft.Network`,
    `${NETWORKS}/virtualNetworks`,
    `${NETWORKS}/virtualNetworks/Hub/subnets`,
    ` ${NETWORKS}/virtualNetworks/Hub`,
    `${NETWORKS}/virtualNetworks//`,
  ])('returns undefined for %j', (text) => {
    expect(parseResourceId(text)).toBeUndefined();
  });
});

describe('targetKindOf', () => {
  test.each([
    ['virtualNetworks/v', TargetKind.VIRTUAL_NETWORK],
    ['virtualNetworks/v/subnets/s', TargetKind.SUBNET],
    ['networkInterfaces/n', TargetKind.NETWORK_INTERFACE],
    ['networkSecurityGroups/g', undefined],
    ['virtualNetworks/v/subnets/s/more/m', undefined],
  ])('%s is the kind %s', (path, kind) => {
    expect(targetKindOf(`${NETWORKS}/${path}`)).toBe(kind);
    expect(targetKindOf(`${NETWORKS}/${path}`.toUpperCase())).toBe(kind);
  });

  test('isSecurityGroupId recognises network security groups', () => {
    expect(isSecurityGroupId(`${NETWORKS}/networkSecurityGroups/g`)).toBe(true);
    expect(isSecurityGroupId(`${NETWORKS}/virtualNetworks/g`)).toBe(false);
  });
});
