import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock';
import { NetworkInterface } from '@cdktf/provider-azurerm/lib/network-interface';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import type { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import type { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import type { TerraformStack } from 'cdktf';
import { beforeEach, describe, expect, test } from 'vitest';
import { FlowLogTarget, VnetFlowLogs } from '../../../constructs/cdktf';
import { NETWORKS, STORAGE_ACCOUNT } from '../../support/azure-ids';
import { newNetwork, newStack, newSubnet, problemsOf, synthesized } from '../../support/terraform-stacks';

let stack: TerraformStack;
let network: VirtualNetwork;
let subnet: Subnet;
let card: NetworkInterface;

beforeEach(() => {
  stack = newStack();
  network = newNetwork(stack);
  subnet = newSubnet(network);
  card = new NetworkInterface(stack, 'card', {
    name: 'card',
    location: 'westeurope',
    resourceGroupName: network.resourceGroupName,
    ipConfiguration: [{ name: 'main', subnetId: subnet.id, privateIpAddressAllocation: 'Dynamic' }],
  });
});

const ofNetwork = () => FlowLogTarget.virtualNetwork(network);
const ofSubnet = () => FlowLogTarget.subnet(subnet, network);
const ofInterface = () => FlowLogTarget.networkInterface(card);

function log(id: string, target: FlowLogTarget, mayOverlap = false): VnetFlowLogs {
  return new VnetFlowLogs(stack, id, { target, mayOverlap });
}

const precedence =
  'a flow log on a network interface replaces that of its subnet, and that of a subnet replaces that of its virtual ' +
  'network, so only this flow log records these flows and they are missing in the other; remove one of them, or set ' +
  'mayOverlap: true';

describe('in one app', () => {
  test.each([
    ['a subnet of the virtual network', ofNetwork, ofSubnet, 'subnet'],
    ['a network interface of the virtual network', ofNetwork, ofInterface, 'network interface'],
    ['a network interface of the subnet', ofSubnet, ofInterface, 'network interface'],
  ])('reports and explains %s', (_, wide, narrow, kind) => {
    log('Wide', wide());
    log('Narrow', narrow());
    expect(problemsOf(stack)).toBe(
      `[network/Narrow] is on a ${kind} within the target of network/Wide: ${precedence}`,
    );
  });

  test('reports two flow logs with the same target', () => {
    log('One', ofNetwork());
    log('Other', ofNetwork());
    expect(problemsOf(stack)).toBe(
      '[network/Other] has the same target as network/One, so every flow is ' +
        'recorded twice; remove one of them, or set mayOverlap: true',
    );
  });

  test('reports nothing if one of them sets mayOverlap', () => {
    log('Wide', ofNetwork(), true);
    log('Narrow', ofSubnet());
    expect(() => synthesized(stack)).not.toThrow();
  });

  test('reports nothing for two subnets and another network', () => {
    log('App', ofSubnet());
    const data = newSubnet(network, 'data');
    log('Data', FlowLogTarget.subnet(data, network));
    log('Other', FlowLogTarget.virtualNetwork(newNetwork(stack, 'other')));
    expect(() => synthesized(stack)).not.toThrow();
  });

  test('compares literal ids case-insensitively', () => {
    log('Wide', FlowLogTarget.resource(`${NETWORKS}/virtualNetworks/Hub`, 'westeurope'));
    const id = `${NETWORKS.toUpperCase()}/virtualnetworks/hub/subnets/app`;
    log('Narrow', FlowLogTarget.resource(id, 'westeurope'));
    expect(problemsOf(stack)).toContain('[network/Narrow] is on a subnet within the target of network/Wide');
  });

  test('compares the stacks of one app only', () => {
    const other = newStack({}, 'other', stack.node.root as never);
    const target = FlowLogTarget.resource(`${NETWORKS}/virtualNetworks/hub`, 'westeurope');
    new VnetFlowLogs(other, 'There', { target });
    log('Here', target);
    expect(problemsOf(other)).toContain('[other/There] has the same target as network/Here');
    expect(() => synthesized(stack)).not.toThrow();
  });

  test('recognizes a resource of another stack', () => {
    const other = newStack({}, 'other', stack.node.root as never);
    log('Here', ofNetwork());
    new VnetFlowLogs(other, 'There', { target: ofSubnet() });
    expect(problemsOf(other)).toContain('[other/There] is on a subnet within the target of network/Here');
  });

  test('includes flow logs of the bindings', () => {
    log('Ours', ofNetwork());
    foreign('Theirs', network.id);
    expect(problemsOf(stack)).toContain('[network/Ours] has the same target as network/Theirs');
  });
});

describe('flow logs of network security groups', () => {
  let group: NetworkSecurityGroup;

  beforeEach(() => {
    group = new NetworkSecurityGroup(stack, 'web', {
      name: 'web',
      location: 'westeurope',
      resourceGroupName: 'rg',
    });
  });

  const twice =
    'each flow is recorded twice; remove it after the flow logs of the network exist, or set mayOverlap: true';

  test.each([
    ['the network of the subnet that it protects', ofNetwork],
    ['the subnet that it protects', ofSubnet],
    ['an interface in it', ofInterface],
  ])('are reported beside the flow log of %s', (_, target) => {
    protect();
    foreign('Old', group.id);
    log('New', target());
    expect(problemsOf(stack)).toBe(
      '[network/New] network/Old is the flow log of a network security ' +
        `group, which protects the target of this one: ${twice}`,
    );
  });

  test('are reported if the app does not state what they protect', () => {
    foreign('Old', `${NETWORKS}/networkSecurityGroups/web`);
    log('New', ofNetwork());
    expect(problemsOf(stack)).toBe(
      '[network/New] network/Old is the flow log of a network security ' +
        `group, and the app does not state what the group protects: if it protects the target of this one, ${twice}`,
    );
  });

  test('are ignored for other networks', () => {
    protect();
    foreign('Old', group.id);
    log('New', FlowLogTarget.virtualNetwork(newNetwork(stack, 'other')));
    expect(() => synthesized(stack)).not.toThrow();
  });

  function protect(): void {
    new SubnetNetworkSecurityGroupAssociation(stack, 'association', {
      subnetId: subnet.id,
      networkSecurityGroupId: group.id,
    });
  }
});

test('reports lifecycle rules on the account of a flow log with a retention', () => {
  const storageAccount = STORAGE_ACCOUNT;
  new StorageManagementPolicy(stack, 'rules', { storageAccountId: STORAGE_ACCOUNT.id, rule: [] });
  new VnetFlowLogs(stack, 'FlowLogs', { network, storageAccount });
  expect(problemsOf(stack)).toBe(
    '[network/FlowLogs] has a retention, which overwrites the lifecycle rules of network/rules on ' +
      'the same storage account: set retainForever: true to keep the rules, or remove the rules',
  );
});

test('accepts lifecycle rules without a retention', () => {
  const storageAccount = STORAGE_ACCOUNT;
  new StorageManagementPolicy(stack, 'rules', { storageAccountId: STORAGE_ACCOUNT.id, rule: [] });
  new VnetFlowLogs(stack, 'FlowLogs', { network, storageAccount, retainForever: true });
  expect(() => synthesized(stack)).not.toThrow();
});

test('reports a lock that prevents the flow log', () => {
  new ManagementLock(stack, 'lock', { name: 'lock', scope: network.id, lockLevel: 'ReadOnly' });
  new ManagementLock(stack, 'harmless', { name: 'harmless', scope: network.id, lockLevel: 'CanNotDelete' });
  log('FlowLogs', ofNetwork());
  expect(problemsOf(stack)).toBe(
    '[network/FlowLogs] has a target that network/lock locks read-only, so Azure rejects the flow ' +
      'log: use the lock level CanNotDelete, or add the flow log to dependsOn of the lock',
  );
});

function foreign(id: string, targetResourceId: string): void {
  new NetworkWatcherFlowLog(stack, id, {
    name: id,
    networkWatcherName: 'w',
    resourceGroupName: 'rg',
    targetResourceId,
    storageAccountId: STORAGE_ACCOUNT.id,
    enabled: true,
    retentionPolicy: { enabled: false, days: 0 },
  });
}
