import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, FlowLogTarget, VnetFlowLogs } from '../../../constructs/cdktf';
import { annotationsOf, newNetwork, newStack, resourcesOf } from '../../support/terraform-stacks';
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
