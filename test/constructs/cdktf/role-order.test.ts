import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { describe, expect, test } from 'vitest';
import { FlowLake, type FlowLakeProps, type FlowNormalizerOptions } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { graphOf } from '../../support/terraform-graph';
import { newStack, resourceOf, resourcesOf, synthesized } from '../../support/terraform-stacks';
import { newLake, WITH_WORKSPACE } from './normalized-lake';

const KEY = {
  keyId: 'https://vault.vault.azure.net/keys/logs',
  keyVaultId: azureId('Microsoft.KeyVault', 'vaults/vault'),
};

function newGraph(normalizer: FlowNormalizerOptions | null, props?: Partial<FlowLakeProps>) {
  const graph = graphOf(newLake(normalizer, props).stack);
  const only = (type: string) => {
    const [address, ...others] = graph.ofType(type);
    expect(others).toEqual([]);
    return address as string;
  };
  return { ...graph, only };
}

describe('a normalizer', () => {
  const { requiredBy, ofType, only, resources } = newGraph(WITH_WORKSPACE);

  test('waits once until all its roles have taken effect', () => {
    const wait = only('time_sleep');
    const roles = ofType('azurerm_role_assignment');
    expect(roles).toHaveLength(8);
    expect(Object.values(resources.get(wait)?.triggers).sort()).toEqual(
      roles.map((role) => `\${${role}.id}`).sort(),
    );
  });

  test.each([
    ['the event subscription', 'azurerm_eventgrid_system_topic_event_subscription'],
    ['the function', 'azurerm_resource_group_template_deployment'],
    ['the code', 'terraform_data'],
  ])('has roles in effect before %s is created', (_, type) => {
    expect(requiredBy(only(type))).toContain(only('time_sleep'));
  });

  test('delays only these and the alarm on the function', () => {
    const delayed = [...resources.keys()].filter((address) => requiredBy(address).has(only('time_sleep')));
    expect(delayed.sort()).toEqual(
      [
        only('azurerm_eventgrid_system_topic_event_subscription'),
        only('azurerm_resource_group_template_deployment'),
        only('terraform_data'),
        only('azurerm_monitor_scheduled_query_rules_alert_v2'),
      ].sort(),
    );
  });
});

test('a role on a child is assigned after the child exists', () => {
  const { requiredBy, ofType, resources } = newGraph(WITH_WORKSPACE);
  const children = ofType('azurerm_role_assignment').flatMap((role) => {
    const [, type, name] = /\/default\/(queues|containers)\/(.+)$/.exec(resources.get(role)?.scope) ?? [];
    return type === undefined ? [] : [{ role, type, name }];
  });
  expect(children.map(({ type }) => type).sort()).toEqual([
    'containers',
    'containers',
    'queues',
    'queues',
    'queues',
  ]);
  const referred = children.map(({ role, type, name }) => {
    const [, address = ''] = /^\$\{(\w+\.\w+)\.name\}$/.exec(String(name)) ?? [];
    expect(requiredBy(role)).toContain(address);
    return [type, address.split('.')[0]];
  });
  expect(new Set(referred.map(String))).toEqual(
    new Set(['queues,azurerm_storage_queue', 'containers,azurerm_storage_container']),
  );
});

describe('a customer-managed key', () => {
  test('is used by the accounts when the role has taken effect', () => {
    const { requiredBy, ofType, only, resources } = newGraph(null, { encryptionKey: KEY });
    const wait = only('time_sleep');
    expect(resources.get(wait)?.triggers).toEqual({
      KeyUse: `\${${only('azurerm_role_assignment')}.id}`,
    });
    const accounts = ofType('azurerm_storage_account');
    expect(accounts).toHaveLength(2);
    for (const account of accounts) expect(requiredBy(account)).toContain(wait);
  });

  test('of an identity with access needs no wait', () => {
    const identityId = azureId('Microsoft.ManagedIdentity', 'userAssignedIdentities/key-user');
    const { stack } = newLake(null, { encryptionKey: { keyId: KEY.keyId, identityId } });
    expect(resourcesOf(stack, 'time_sleep')).toEqual([]);
  });
});

test('a lake without roles needs no wait and no time provider', () => {
  const { provider, resource } = synthesized(newLake(null).stack);
  expect(Object.keys(provider)).toEqual(['azurerm']);
  expect(resource.time_sleep).toBeUndefined();
});

test('the wait has its own provider in a lake with another azurerm provider', () => {
  const stack = newStack();
  const provider = new AzurermProvider(stack, 'logs', { features: [{}], alias: 'logs' });
  new FlowLake(stack, 'Lake', { location: 'westeurope', provider, encryptionKey: KEY });
  expect(resourceOf(stack, 'azurerm_role_assignment').provider).toBe('azurerm.logs');
  expect(resourceOf(stack, 'time_sleep').provider).toBe('time');
});
