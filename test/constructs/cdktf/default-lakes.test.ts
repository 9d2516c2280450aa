import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, FlowLogTarget, VnetFlowLogs } from '../../../constructs/cdktf';
import { annotationsOf, newApp, newNetwork, newStack, resourcesOf } from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const existing = (stack: TerraformStack, name: string) =>
  new DataAzurermVirtualNetwork(stack, name, { name, resourceGroupName: 'network' });

const accountsOf = (stack: TerraformStack) => resourcesOf(stack, 'azurerm_storage_account').length;

describe('networks whose location is known only after deployment', () => {
  test('one network gets a lake', () => {
    const stack = newStack();
    const network = existing(stack, 'hub');
    new VnetFlowLogs(stack, 'Hub', { network });
    new VnetFlowLogs(stack, 'Subnet', {
      target: FlowLogTarget.subnet({ id: `${network.id}/subnets/app`, name: 'app' }, network),
      mayOverlap: true,
    });
    expect(accountsOf(stack)).toBe(2);
    expect(annotationsOf(stack)).toEqual([]);
  });

  test('the second network needs a lake', () => {
    const stack = newStack();
    new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub') });
    const spoke = existing(stack, 'spoke');
    expect(thrownBy(() => new VnetFlowLogs(stack, 'Spoke', { network: spoke }))).toMatch(
      /^network\/Spoke: the location \$\{data\.azurerm_virtual_network\.spoke\.location\} is known only after deployment, like \$\{data\.azurerm_virtual_network\.hub\.location\}, for which network\/FlowLake-[0-9a-f]{8} was created: the region can be the same, but each default lake has two storage accounts and a workspace; set the prop lake to share one lake in each region, for example lake: FlowLake\.forRegionOf\(stack, \{ location: 'westeurope' \}\)$/,
    );
  });

  test('the advice works: three networks, one lake', () => {
    const stack = newStack();
    for (const name of ['hub', 'spoke1', 'spoke2']) {
      const lake = FlowLake.forRegionOf(stack, { location: 'westeurope' });
      new VnetFlowLogs(stack, `${name}-logs`, { network: existing(stack, name), lake });
    }
    expect(accountsOf(stack)).toBe(2);
    expect(annotationsOf(stack)).toEqual([]);
  });

  test.each([
    ['after', false],
    ['before', true],
  ])('a lake of a known region that is created %s it leads to one warning', (_, knownLast) => {
    const stack = newStack();
    const known = () => new VnetFlowLogs(stack, 'Known', { network: newNetwork(stack) });
    if (!knownLast) known();
    new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub') });
    if (knownLast) known();
    expect(annotationsOf(stack)).toEqual([
      expect.stringMatching(
        /^the location \$\{data\.azurerm_virtual_network\.hub\.location\} is known only after deployment, so network\/FlowLake-[0-9a-f]{8} is a lake of its own, beside network\/FlowLake-westeurope: set the prop lake to share one lake/,
      ),
    ]);
  });

  test('another stack has its own lakes', () => {
    for (const id of ['one', 'two']) {
      const stack = newStack({}, id);
      expect(() => new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub') })).not.toThrow();
    }
  });
});

describe('a data source of a network that another stack creates', () => {
  function stacksWith(names: readonly string[], location = 'West Europe', aliases: readonly string[] = []) {
    const app = newApp();
    const networks = newStack({}, 'networks', app);
    const [subscriptionId, other] = aliases;
    const logs = newStack(other ? { subscriptionId: other } : {}, 'logs', app);
    const group = new ResourceGroup(networks, 'group', { name: 'network', location });
    for (const name of names) {
      new VirtualNetwork(networks, name, {
        name,
        location: group.location,
        resourceGroupName: group.name,
        addressSpace: ['10.0.0.0/16'],
        ...(subscriptionId && {
          provider: new AzurermProvider(networks, `${name}-provider`, {
            alias: name,
            features: [{}],
            subscriptionId,
          }),
        }),
      });
    }
    return logs;
  }

  test('has the location of the resource: one lake for all', () => {
    const names = ['hub', 'spoke1', 'spoke2'];
    const stack = stacksWith(names);
    for (const name of names) new VnetFlowLogs(stack, `${name}-logs`, { network: existing(stack, name) });
    expect(accountsOf(stack)).toBe(2);
    expect(annotationsOf(stack)).toEqual([]);
  });

  test('is compared with the region of the lake', () => {
    const stack = stacksWith(['hub']);
    const lake = new FlowLake(stack, 'Lake', { location: 'northeurope' });
    expect(
      thrownBy(() => new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub'), lake })),
    ).toContain('lake is in northeurope, but the target is in westeurope');
  });

  test('in another subscription is unknown', () => {
    const stack = stacksWith(['hub', 'spoke'], 'westeurope', [
      '00000000-0000-0000-0000-000000000001',
      '00000000-0000-0000-0000-000000000002',
    ]);
    new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub') });
    expect(() => new VnetFlowLogs(stack, 'Spoke', { network: existing(stack, 'spoke') })).toThrow(
      'is known only after deployment, like',
    );
  });

  test('keeps the construct id of its lake, from which the names of the accounts are derived', () => {
    const ids = [stacksWith(['hub']), newStack({}, 'logs')].map((stack) => {
      new VnetFlowLogs(stack, 'Hub', { network: existing(stack, 'hub') });
      return stack.node.children.map(({ node }) => node.id).filter((id) => id.startsWith('FlowLake'));
    });
    expect(ids[0]).toEqual(ids[1]);
  });
});
