import { join } from 'node:path';
import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import {
  type App,
  AzurermBackend,
  DataTerraformRemoteStateAzurerm,
  DataTerraformRemoteStateLocal,
  propertyAccess,
  TerraformCount,
  TerraformIterator,
  TerraformOutput,
  type TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { beforeEach, describe, expect, test } from 'vitest';
import { FlowLake, FlowLogTarget, NetworkWatcher, VnetFlowLogs } from '../../../constructs/cdktf';
import { NETWORKS, STORAGE_ACCOUNT } from '../../support/azure-ids';
import {
  annotationsOf,
  newApp,
  newNetwork,
  newStack,
  newSubnet,
  problemsOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';

const STATE = { resourceGroupName: 'state', storageAccountName: 'state', containerName: 'state' };

let app: App;
let stack: TerraformStack;
let other: TerraformStack;

beforeEach(() => {
  app = newApp();
  stack = newStack({ subscriptionId: SUBSCRIPTION }, 'network', app);
  other = newStack({ subscriptionId: SUBSCRIPTION }, 'other', app);
});

describe('networks of another stack', () => {
  test('have the region that the other stack sets', () => {
    const group = new ResourceGroup(other, 'spokes', { name: 'spokes', location: 'North Europe' });
    const network = new VirtualNetwork(other, 'spoke', {
      name: 'spoke',
      location: group.location,
      resourceGroupName: group.name,
    });
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network, lake }))).toMatch(
      /^network\/FlowLogs: lake is in westeurope, but the target is in northeurope: /,
    );
  });

  test('keep the lake that earlier versions created for them', () => {
    const group = new ResourceGroup(other, 'spokes', { name: 'spokes', location: 'North Europe' });
    const { location } = group;
    const network = new VirtualNetwork(other, 'spoke', {
      name: 'spoke',
      location,
      resourceGroupName: group.name,
    });
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(stack.node.tryFindChild('FlowLake-04e94191')).toBeInstanceOf(FlowLake);
  });

  test.each([
    [
      'a backend of the app',
      () => {
        new AzurermBackend(other, { ...STATE, key: 'other' });
        return new DataTerraformRemoteStateAzurerm(stack, 'state', { ...STATE, key: 'other' });
      },
    ],
    [
      'the default backend',
      () =>
        new DataTerraformRemoteStateLocal(stack, 'state', {
          path: join(process.cwd(), 'terraform.other.tfstate'),
        }),
    ],
  ])('are recognized as outputs in the remote state of %s', (_, stateOf) => {
    const { id } = newNetwork(other);
    new TerraformOutput(other, 'network', { value: id });
    new VnetFlowLogs(other, 'Wide', { network: newNetwork(other, 'wide') });
    new VnetFlowLogs(other, 'There', { target: FlowLogTarget.resource(id, 'westeurope') });
    const target = FlowLogTarget.resource(stateOf().getString('network'), 'westeurope');
    new VnetFlowLogs(stack, 'Here', { target });
    expect(problemsOf(other)).toMatch(/has the same target as (network\/Here|other\/There)/);
  });

  test('are unknown as outputs in another remote state', () => {
    const { id } = newNetwork(other);
    new TerraformOutput(other, 'network', { value: id });
    new AzurermBackend(other, { ...STATE, key: 'other' });
    new VnetFlowLogs(other, 'There', { target: FlowLogTarget.resource(id, 'westeurope') });
    const state = new DataTerraformRemoteStateAzurerm(stack, 'state', { ...STATE, key: 'another' });
    new VnetFlowLogs(stack, 'Here', {
      target: FlowLogTarget.resource(state.getString('network'), 'westeurope'),
    });
    expect(problemsOf(stack)).toBe('');
  });

  test('are not confused with resources of the same address', () => {
    const network = newNetwork(other);
    newNetwork(stack);
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    new VnetFlowLogs(other, 'FlowLogs', { network: newNetwork(other, 'second') });
    expect(problemsOf(stack)).toBe('');
  });
});

describe('targets within other targets', () => {
  const WITHIN = /\] is on a subnet within the target of network\/Wide: /;

  test.each([
    ['by the name of the network', (network: DataAzurermVirtualNetwork) => network.name],
    ['by the same literal name', () => 'hub'],
  ])('are recognized as a subnet data source %s', (_, nameOf) => {
    const network = existing(stack);
    const subnet = new DataAzurermSubnet(stack, 'subnet', {
      name: 'app',
      resourceGroupName: 'RG',
      virtualNetworkName: nameOf(network),
    });
    new VnetFlowLogs(stack, 'Wide', { network, storageAccount: STORAGE_ACCOUNT });
    const target = FlowLogTarget.resource(subnet.id, 'westeurope');
    new VnetFlowLogs(stack, 'Narrow', { target, storageAccount: STORAGE_ACCOUNT });
    expect(problemsOf(stack)).toMatch(WITHIN);
  });

  test('are recognized as an inline subnet', () => {
    const network = newNetwork(stack);
    network.putSubnet([{ name: 'app', addressPrefixes: ['10.0.1.0/24'] }]);
    new VnetFlowLogs(stack, 'Wide', { network });
    const { id } = network.subnet.get(0);
    new VnetFlowLogs(stack, 'Narrow', { target: FlowLogTarget.resource(id, 'westeurope') });
    expect(problemsOf(stack)).toMatch(WITHIN);
  });

  test('are recognized by a literal id of a network of the app', () => {
    new VnetFlowLogs(stack, 'Wide', { network: newNetwork(stack) });
    const id = `${NETWORKS.replace('/rg/', '/network/')}/virtualNetworks/vnet/subnets/app`;
    new VnetFlowLogs(stack, 'Narrow', { target: FlowLogTarget.resource(id, 'westeurope') });
    expect(problemsOf(stack)).toMatch(WITHIN);
  });

  test('are the same as a data source and as a resource', () => {
    const network = newNetwork(stack, 'hub');
    (stack.node.findChild('group') as ResourceGroup).name = 'rg';
    new VnetFlowLogs(stack, 'Wide', { network });
    new VnetFlowLogs(stack, 'Again', { network: existing(stack), storageAccount: STORAGE_ACCOUNT });
    expect(problemsOf(stack)).toContain('[network/Again] has the same target as network/Wide');
  });

  test('are not within a network of the same name in another resource group', () => {
    const network = existing(stack);
    const subnet = new DataAzurermSubnet(stack, 'subnet', {
      name: 'app',
      resourceGroupName: 'another',
      virtualNetworkName: 'hub',
    });
    new VnetFlowLogs(stack, 'Wide', { network, storageAccount: STORAGE_ACCOUNT });
    const target = FlowLogTarget.resource(subnet.id, 'westeurope');
    new VnetFlowLogs(stack, 'Other', { target, storageAccount: STORAGE_ACCOUNT });
    expect(problemsOf(stack)).toBe('');
  });

  function existing(scope: TerraformStack): DataAzurermVirtualNetwork {
    return new DataAzurermVirtualNetwork(scope, 'existing', { name: 'hub', resourceGroupName: 'rg' });
  }
});

describe('network security groups', () => {
  const REFUSED =
    /^network\/FlowLogs: target is network\/web: Azure creates no flow logs of network security groups/;

  const group = () =>
    new NetworkSecurityGroup(stack, 'web', { name: 'web', location: 'westeurope', resourceGroupName: 'rg' });

  test.each([
    ['a reference to their id', () => ({ target: FlowLogTarget.resource(group().id, 'westeurope') })],
    ['the prop network', () => ({ network: group() })],
  ])('are refused as %s', (_, propsOf) => {
    const props = propsOf();
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', props))).toMatch(REFUSED);
  });

  test('are refused by an id that contains references', () => {
    const { id } = new ResourceGroup(stack, 'rg', { name: 'rg', location: 'westeurope' });
    const targetOf = (type: string) =>
      FlowLogTarget.resource(`${id}/providers/Microsoft.Network/${type}/web`, 'westeurope');
    expect(
      thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { target: targetOf('networkSecurityGroups') })),
    ).toMatch(
      /^network\/FlowLogs: target is \$\{azurerm_resource_group\.rg\.id\}.+\/web: Azure creates no flow logs of network security/,
    );
    new VnetFlowLogs(stack, 'Network', { target: targetOf('virtualNetworks') });
    const type = new TerraformVariable(stack, 'type', { type: 'string' }).stringValue;
    new VnetFlowLogs(stack, 'Unknown', { target: targetOf(type) });
    expect(problemsOf(stack)).toBe('');
  });

  test('are found as the group of an inline subnet', () => {
    const web = group();
    const network = newNetwork(stack);
    network.putSubnet([{ name: 'app', addressPrefixes: ['10.0.1.0/24'], securityGroup: web.id }]);
    foreign('Old', web.id);
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toContain('group, which protects the target of this one:');
  });

  test('are other resources than a target', () => {
    const account = new StorageAccount(stack, 'account', {
      name: 'mine',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
    });
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network: account }))).toBe(
      'network/FlowLogs: target is network/account: expected the ARM id of one of these: virtual network, subnet, ' +
        'network interface',
    );
  });
});

describe('the subscription of a target', () => {
  const RULE =
    'Azure requires the flow log in the subscription of its target (FlowLogTargetResourceIsInDifferentSubscription)';
  const OTHER = '00000000-0000-0000-0000-000000000009';

  test('is that of the provider for a literal id', () => {
    const id = `${NETWORKS.replace(SUBSCRIPTION, OTHER)}/virtualNetworks/hub`;
    new VnetFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.resource(id, 'westeurope') });
    expect(problemsOf(stack)).toBe(
      `[network/FlowLogs] has a target in the subscription ${OTHER}, but its provider network/azurerm selects the ` +
        `subscription ${SUBSCRIPTION}: ${RULE}; set the prop provider to a provider of that subscription`,
    );
  });

  test('is that of the provider of the target', () => {
    const network = newNetwork(stack);
    network.provider = aliased({ subscriptionId: OTHER });
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe(
      `[network/FlowLogs] has a target in the subscription ${OTHER}, but its provider network/azurerm selects the ` +
        `subscription ${SUBSCRIPTION}: ${RULE}; set the prop provider to network/hub`,
    );
  });

  test('is compared by provider if it is known only after deployment', () => {
    const network = newNetwork(stack);
    network.provider = aliased({ subscriptionId: Token.asString({ resolve: () => '${var.hub}' }) });
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe(
      `[network/FlowLogs] has a target of the provider network/hub, but its provider is network/azurerm: ${RULE}; set ` +
        'the prop provider to network/hub',
    );
  });

  test('is accepted with the provider of the target', () => {
    const network = newNetwork(stack);
    const provider = aliased({ subscriptionId: OTHER });
    network.provider = provider;
    new VnetFlowLogs(stack, 'FlowLogs', { network, provider });
    expect(problemsOf(stack)).toBe('');
  });

  test('is accepted if two providers are of one subscription', () => {
    const network = newNetwork(stack);
    network.provider = aliased({ subscriptionId: SUBSCRIPTION.toUpperCase() });
    new VnetFlowLogs(stack, 'FlowLogs', { network });
    expect(problemsOf(stack)).toBe('');
  });

  test('need not be that of the storage account', () => {
    const id = STORAGE_ACCOUNT.id.replace(SUBSCRIPTION, OTHER);
    const storageAccount = { ...STORAGE_ACCOUNT, id };
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount });
    expect(problemsOf(stack)).toBe('');
  });

  function aliased(settings: { readonly subscriptionId: string }): AzurermProvider {
    return new AzurermProvider(stack, 'hub', { features: [{}], alias: 'hub', ...settings });
  }
});

describe('resources with forEach or count', () => {
  const loop = (key: string | number) =>
    'and represents several resources: create one resource and one construct for each element in a loop of the program, ' +
    `or pass the id of one instance, Token.asString(propertyAccess(resource, [${key}, 'id'])), for a target in ` +
    'FlowLogTarget.resource(id, location)';

  test('are refused as a network', () => {
    const network = newNetwork(stack);
    network.forEach = TerraformIterator.fromList(['a', 'b']);
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network }))).toBe(
      `network/FlowLogs: network is network/vnet, which has forEach ${loop(`'"key"'`)}`,
    );
  });

  test('are refused if the app overrides the argument', () => {
    const network = newNetwork(stack);
    network.addOverride('for_each', ['a', 'b']);
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network }))).toContain(
      'network is network/vnet, which has forEach and represents several resources',
    );
  });

  test('are refused as a target and as a storage account', () => {
    const network = newNetwork(stack);
    const subnet = newSubnet(network);
    subnet.count = TerraformCount.of(2);
    const storageAccount = new StorageAccount(stack, 'account', {
      name: 'mine',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
      count: 1,
    });
    const target = FlowLogTarget.subnet(subnet, network);
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { target, storageAccount }))).toBe(
      `network/FlowLogs: target is network/app, which has count ${loop(0)}; storageAccount is network/account, which has ` +
        `count ${loop(0)}`,
    );
  });

  test('are refused as parts of a lake', () => {
    const resourceGroup = new ResourceGroup(stack, 'lakes', {
      name: 'lakes',
      location: 'westeurope',
      count: 2,
    });
    const props = { location: 'westeurope', resourceGroup };
    expect(thrownBy(() => new FlowLake(stack, 'Lake', props))).toBe(
      `network/Lake: resourceGroup is network/lakes, which has count ${loop(0)}`,
    );
  });

  test('are accepted as one instance', () => {
    const network = newNetwork(stack);
    network.forEach = TerraformIterator.fromList(['a', 'b']);
    const counted = newNetwork(stack, 'counted');
    counted.count = 1;
    for (const [resource, key] of [
      [network, '"a"'],
      [network, '"b"'],
      [counted, 0],
    ] as const) {
      const id = Token.asString(propertyAccess(resource, [key, 'id']));
      new VnetFlowLogs(stack, `Of ${key}`, { target: FlowLogTarget.resource(id, 'westeurope') });
    }
    const flowLogs = Object.values(synthesized(stack).resource.azurerm_network_watcher_flow_log ?? {});
    expect(flowLogs.map(({ target_resource_id: id }) => id).sort()).toEqual([
      '${azurerm_virtual_network.counted.0.id}',
      '${azurerm_virtual_network.vnet["a"].id}',
      '${azurerm_virtual_network.vnet["b"].id}',
    ]);
  });
});

describe('the name of a flow log', () => {
  const flowLogName = 'all';

  test('is not that of a later flow log of the bindings', () => {
    new VnetFlowLogs(stack, 'One', { network: newNetwork(stack, 'one'), flowLogName });
    const other = foreign('Other', newNetwork(stack, 'two').id);
    other.name = flowLogName;
    expect(problemsOf(stack)).toContain(
      '[network/One] has the name and the network watcher of network/Other: Azure has one flow log per name',
    );
  });

  test('is unique in a watcher', () => {
    new VnetFlowLogs(stack, 'One', { network: newNetwork(stack, 'one'), flowLogName });
    new VnetFlowLogs(stack, 'Two', { network: newNetwork(stack, 'two'), flowLogName: 'ALL' });
    expect(problemsOf(stack)).toBe(
      '[network/Two] has the name and the network watcher of network/One/Resource: Azure has one flow log per name and ' +
        'watcher, so the second one fails or replaces the first; set another flowLogName',
    );
  });

  test('is unique across stacks, in created watchers and beside resources of the bindings', () => {
    const group = new ResourceGroup(stack, 'watchers', { name: 'watchers', location: 'westeurope' });
    const networkWatcher = NetworkWatcher.create(group);
    foreign('Old', newNetwork(other, 'old').id, other, ['NetworkWatcher_westeurope', 'watchers']);
    new VnetFlowLogs(stack, 'New', { network: newNetwork(stack, 'new'), flowLogName: 'Old', networkWatcher });
    newStack({ subscriptionId: SUBSCRIPTION }, 'later', app);
    expect(problemsOf(stack)).toMatch(/^\[network\/New\] has the name and the network watcher of \w+\/Old:/);
    const later = app.node.findChild('later') as TerraformStack;
    const target = FlowLogTarget.resource(`${NETWORKS}/virtualNetworks/later`, 'westeurope');
    const watchers = NetworkWatcher.named('networkwatcher_westeurope', 'Watchers');
    new VnetFlowLogs(later, 'Later', { target, flowLogName: 'old', networkWatcher: watchers });
    expect(problemsOf(later)).toContain(
      '[later/Later] has the name and the network watcher of network/New/Resource:',
    );
  });

  test('can be used in each region and subscription', () => {
    new VnetFlowLogs(stack, 'One', { network: newNetwork(stack, 'one'), flowLogName });
    new VnetFlowLogs(stack, 'Two', { network: newNetwork(stack, 'two', 'northeurope'), flowLogName });
    const foreignStack = newStack({ subscriptionId: 'another' }, 'foreign', app);
    new VnetFlowLogs(foreignStack, 'One', { network: newNetwork(foreignStack), flowLogName });
    expect(problemsOf(stack)).toBe('');
  });
});

function foreign(
  id: string,
  targetResourceId: string,
  scope = stack,
  [networkWatcherName, resourceGroupName]: readonly [string, string] = [
    'NetworkWatcher_westeurope',
    'NetworkWatcherRG',
  ],
): NetworkWatcherFlowLog {
  return new NetworkWatcherFlowLog(scope, id, {
    name: id,
    networkWatcherName,
    resourceGroupName,
    targetResourceId,
    storageAccountId: STORAGE_ACCOUNT.id,
    enabled: true,
    retentionPolicy: { enabled: false, days: 0 },
  });
}

test('references to overridden ids are followed', () => {
  const network = newNetwork(stack);
  network.overrideLogicalId('renamed');
  new VnetFlowLogs(stack, 'Wide', { network });
  const subnet = newSubnet(network);
  new VnetFlowLogs(stack, 'Narrow', { target: FlowLogTarget.resource(subnet.id, 'westeurope') });
  expect(problemsOf(stack)).toContain('[network/Narrow] is on a subnet within the target of network/Wide');
  expect(annotationsOf(stack)).toEqual([]);
});

test('a guard leaves the logical ids of other resources open', () => {
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });
  const group = stack.node.findChild('group') as ResourceGroup;
  const late = new ResourceGroup(stack, 'late', { name: 'late', location: 'westeurope' });
  new VnetFlowLogs(stack, 'More', { network: newNetwork(stack, 'more', group.location) });
  late.overrideLogicalId('renamed');
  expect(Object.keys(synthesized(stack).resource.azurerm_resource_group ?? {})).toContain('renamed');
});
