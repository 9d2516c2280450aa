import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { DataAzurermSubscription } from '@cdktf/provider-azurerm/lib/data-azurerm-subscription';
import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock';
import type { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageAccountNetworkRulesA } from '@cdktf/provider-azurerm/lib/storage-account-network-rules';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import type { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { type App, dependable, TerraformLocal, TerraformOutput, type TerraformStack, Token } from 'cdktf';
import { beforeEach, describe, expect, test } from 'vitest';
import { FlowLogTarget, NetworkWatcher, VnetFlowLogs } from '../../../constructs/cdktf';
import { STORAGE_ACCOUNT } from '../../support/azure-ids';
import { newApp, newNetwork, newStack, newSubnet, problemsOf } from '../../support/terraform-stacks';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';

let app: App;
let stack: TerraformStack;
let other: TerraformStack;

beforeEach(() => {
  app = newApp();
  stack = newStack({ subscriptionId: SUBSCRIPTION }, 'network', app);
  other = newStack({ subscriptionId: SUBSCRIPTION }, 'other', app);
});

describe('read-only locks', () => {
  const ADVICE =
    'so Azure rejects the flow log: use the lock level CanNotDelete, or add the flow log to dependsOn of the lock';
  const OF_PARENT = `[network/FlowLogs] has a target that network/lock locks read-only, because it locks what contains it, ${ADVICE}`;
  const OF_TARGET = `[network/FlowLogs] has a target that network/lock locks read-only, ${ADVICE}`;

  let network: VirtualNetwork;

  beforeEach(() => {
    network = newNetwork(stack);
  });

  const group = () => stack.node.findChild('group') as ResourceGroup;

  test.each([
    ['its resource group', () => group().id],
    ['its resource group by a literal id', () => `/subscriptions/${SUBSCRIPTION}/resourceGroups/NETWORK`],
    ['its subscription', () => `/subscriptions/${SUBSCRIPTION}`],
    ['its subscription by a data source', () => new DataAzurermSubscription(stack, 'subscription').id],
    [
      'an id with the subscription of the client',
      () =>
        `/subscriptions/${new DataAzurermClientConfig(stack, 'client').subscriptionId}/resourceGroups/network`,
    ],
    ['a local value', () => new TerraformLocal(stack, 'id', group().id).asString],
  ])('prevent the flow log of a network if they are on %s', (_, scope) => {
    lock(stack, scope());
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe(OF_PARENT);
  });

  test.each([
    ['its reference', () => network.id],
    [
      'its literal id',
      () =>
        `/subscriptions/${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/VNET`,
    ],
    ['the value of an output', () => new TerraformOutput(stack, 'out', { value: network.id }).value],
  ])('prevent it if they are on the network by %s', (_, scope) => {
    lock(stack, scope());
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe(OF_TARGET);
  });

  test('prevent the flow log of a subnet if they are on its network', () => {
    lock(stack, network.id);
    new VnetFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.subnet(newSubnet(network), network) });
    expect(problemsOf(stack)).toBe(OF_PARENT);
  });

  test.each([
    ['in another stack', () => lock(other, network.id)],
    ['in another stack on the resource group', () => lock(other, group().id)],
  ])('prevent it %s', (_, create) => {
    create();
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toMatch(/^\[network\/FlowLogs\] has a target that other\/lock locks read-only/);
  });

  test('prevent it if they are on the network watcher', () => {
    lock(stack, `/subscriptions/${SUBSCRIPTION}/resourceGroups/NetworkWatcherRG`);
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe(
      `[network/FlowLogs] has a network watcher that network/lock locks read-only, because it locks what contains it, ${ADVICE}`,
    );
  });

  test('prevent it if they are on a network watcher of the app', () => {
    const watchers = new ResourceGroup(stack, 'watchers', { name: 'watchers', location: 'westeurope' });
    lock(stack, watchers.id);
    new VnetFlowLogs(stack, 'FlowLogs', { network, networkWatcher: NetworkWatcher.create(watchers) });
    expect(problemsOf(stack)).toContain('has a network watcher that network/lock locks read-only');
  });

  test('do not prevent it in another resource group or subscription', () => {
    lock(stack, `/subscriptions/${SUBSCRIPTION}/resourceGroups/net`);
    lock(other, network.id, 'CanNotDelete');
    const foreign = newStack({ subscriptionId: 'another' }, 'foreign', app);
    newNetwork(foreign);
    lock(foreign, (foreign.node.findChild('group') as ResourceGroup).id);
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe('');
  });

  test('do not prevent it if they are created after it', () => {
    const flowLogs = new VnetFlowLogs(stack, 'FlowLogs', { network });
    const created = lock(stack, group().id);
    created.dependsOn = [dependable(flowLogs.node.findChild('Resource') as NetworkWatcherFlowLog)];
    expect(problemsOf(stack)).toBe('');
  });

  function lock(scope: TerraformStack, lockScope: string, lockLevel = 'ReadOnly'): ManagementLock {
    return new ManagementLock(scope, 'lock', { name: 'lock', scope: lockScope, lockLevel });
  }
});

describe('the storage account of the user', () => {
  let account: StorageAccount;

  beforeEach(() => {
    account = new StorageAccount(stack, 'account', {
      name: 'mine',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
    });
  });

  test.each([
    ['in the stack', () => stack],
    ['in another stack', () => other],
  ])('is refused with a firewall as a separate resource %s', (_, where) => {
    const path = rules(where(), account.id, ['Logging']).node.path;
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount: account });
    expect(problemsOf(stack)).toBe(
      '[network/FlowLogs] storageAccount has a firewall that blocks trusted Azure services, Network Watcher among them: ' +
        `add 'AzureServices' to bypass (in ${path})`,
    );
  });

  test.each([
    ['admits trusted services', () => rules(stack, account.id, ['AzureServices', 'Metrics'])],
    ['has the default exceptions', () => rules(stack, account.id)],
    ['is of another account', () => rules(stack, STORAGE_ACCOUNT.id.replace('mine', 'yours'), ['None'])],
    [
      'has exceptions that are known only after deployment',
      () => rules(stack, account.id, Token.asList({ resolve: () => '${var.bypass}' })),
    ],
  ])('is accepted with a firewall that %s', (_, create) => {
    create();
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount: account });
    expect(problemsOf(stack)).toBe('');
  });

  test('is refused with lifecycle rules in another stack', () => {
    new StorageManagementPolicy(other, 'rules', { storageAccountId: account.id, rule: [] });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount: account });
    expect(problemsOf(stack)).toMatch(
      /^\[network\/FlowLogs\] has a retention, which overwrites the lifecycle rules of other\/rules/,
    );
  });

  function rules(scope: TerraformStack, storageAccountId: string, bypass?: string[]) {
    return new StorageAccountNetworkRulesA(scope, 'firewall', {
      storageAccountId,
      defaultAction: 'Deny',
      bypass,
    });
  }
});
