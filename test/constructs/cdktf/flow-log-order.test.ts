import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { dependable, TerraformLocal, type TerraformResource, type TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, FlowLogFilter, VnetFlowLogs, type VnetFlowLogsProps } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { type Arguments, newNetwork, newStack, synthesized } from '../../support/terraform-stacks';

const TYPES = ['azurerm_network_watcher_flow_log', 'azapi_resource'];

/** Adds a flow log of a new network. */
function add(
  stack: TerraformStack,
  id: string,
  props: Partial<VnetFlowLogsProps> = {},
  location = 'westeurope',
): VnetFlowLogs {
  const network = newNetwork(stack, `${id}-network`, location);
  network.provider = props.provider;
  return new VnetFlowLogs(stack, id, props.target ? props : { network, ...props });
}

function resourceIn(flowLogs: VnetFlowLogs): TerraformResource {
  return flowLogs.node.findChild('Resource') as TerraformResource;
}

/** Flow logs on which each flow log depends directly, by construct id. */
function chains(stack: TerraformStack): Record<string, string[]> {
  const { resource } = synthesized(stack);
  const all = TYPES.flatMap((type) =>
    Object.entries(resource[type] ?? {}).map(([id, value]): [string, Arguments] => [`${type}.${id}`, value]),
  );
  const idOf = (address: string) => /\.([A-Za-z]+)/.exec(address)?.[1] ?? '';
  const others = all.map(([address]) => address);
  return Object.fromEntries(
    all.map(([address, { depends_on: after = [] }]) => [
      idOf(address),
      after.filter((each: string) => others.includes(each)).map(idOf),
    ]),
  );
}

describe('flow logs', () => {
  test('of one watcher are created one after the other', () => {
    const stack = newStack();
    for (const id of ['C', 'A', 'B']) add(stack, id);
    expect(chains(stack)).toEqual({ C: [], A: ['C'], B: ['A'] });
  });

  test('of different regions are created in parallel', () => {
    const stack = newStack();
    add(stack, 'West');
    add(stack, 'North', {}, 'northeurope');
    add(stack, 'Second');
    expect(chains(stack)).toEqual({ West: [], North: [], Second: ['West'] });
  });

  describe('of two subscriptions', () => {
    const other = (stack: TerraformStack) =>
      new AzurermProvider(stack, 'two', { features: [{}], alias: 'two', subscriptionId: 's' });

    test('are created in parallel if they have separate accounts', () => {
      const stack = newStack();
      const provider = other(stack);
      const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
      add(stack, 'A', { provider, lake });
      add(stack, 'B');
      expect(chains(stack)).toEqual({ A: [], B: [] });
    });

    test('are created one after the other if they share an account', () => {
      const stack = newStack();
      const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
      add(stack, 'A', { provider: other(stack), lake });
      add(stack, 'B', { lake });
      expect(chains(stack)).toEqual({ A: [], B: ['A'] });
    });
  });

  test('whose region is known only after deployment may share a watcher', () => {
    const stack = newStack();
    add(stack, 'North', {}, 'northeurope');
    const network = new DataAzurermVirtualNetwork(stack, 'existing', {
      name: 'vnet',
      resourceGroupName: 'rg',
    });
    new VnetFlowLogs(stack, 'Existing', { network });
    add(stack, 'West');
    expect(chains(stack)).toEqual({ North: [], Existing: ['North'], West: ['Existing'] });
  });

  test('of both providers are in one order', () => {
    const stack = newStack();
    add(stack, 'Plain');
    add(stack, 'Filtered', { filter: FlowLogFilter.parse('SrcIP != 10.0.0.4') });
    add(stack, 'Last');
    expect(chains(stack)).toEqual({ Plain: [], Filtered: ['Plain'], Last: ['Filtered'] });
  });

  test('wait for flow logs of the bindings, which stay unchanged', () => {
    const stack = newStack();
    add(stack, 'First');
    for (const name of ['one', 'two']) {
      new NetworkWatcherFlowLog(stack, name, {
        name,
        networkWatcherName: 'NetworkWatcher_westeurope',
        resourceGroupName: 'networkwatcherrg',
        targetResourceId: azureId('Microsoft.Network', `virtualNetworks/${name}`),
        storageAccountId: azureId('Microsoft.Storage', 'storageAccounts/other'),
        enabled: true,
        retentionPolicy: { enabled: true, days: 90 },
      });
    }
    add(stack, 'Last');
    expect(chains(stack)).toEqual({ one: [], two: [], First: ['one', 'two'], Last: ['First'] });
  });

  test('of the bindings alone stay unchanged', () => {
    const stack = newStack();
    for (const name of ['one', 'two']) {
      new NetworkWatcherFlowLog(stack, name, {
        name,
        networkWatcherName: 'NetworkWatcher_northeurope',
        resourceGroupName: 'NetworkWatcherRG',
        targetResourceId: azureId('Microsoft.Network', `virtualNetworks/${name}`),
        storageAccountId: azureId('Microsoft.Storage', 'storageAccounts/other'),
        enabled: true,
        retentionPolicy: { enabled: true, days: 90 },
      });
    }
    add(stack, 'Own');
    expect(chains(stack)).toEqual({ one: [], two: [], Own: [] });
  });
});

describe('dependencies of the app', () => {
  test('determine the order', () => {
    const stack = newStack();
    const first = add(stack, 'First');
    const second = add(stack, 'Second');
    resourceIn(first).dependsOn = [dependable(resourceIn(second))];
    expect(chains(stack)).toEqual({ First: ['Second'], Second: [] });
  });

  test('determine it through references, locals and other resources', () => {
    const stack = newStack();
    const first = add(stack, 'First');
    const second = add(stack, 'Second');
    const { flowLogId } = second;
    const local = new TerraformLocal(stack, 'flow-log-id', flowLogId);
    const container = new StorageContainer(stack, 'container', {
      name: 'container',
      storageAccountId: azureId('Microsoft.Storage', 'storageAccounts/other'),
      metadata: { of: local.asString },
    });
    resourceIn(first).dependsOn = [dependable(container)];
    // the container already orders them
    expect(chains(stack)).toEqual({ First: [], Second: [] });
  });

  test('of several watchers form no circle', () => {
    const stack = newStack();
    const lakes = ['westeurope', 'northeurope'];
    const [w1, n1] = lakes.map((location, index) => add(stack, `First${'AB'[index]}`, {}, location));
    const [w2, n2] = lakes.map((location, index) => add(stack, `Second${'AB'[index]}`, {}, location));
    // west: the second before the first; north follows from it
    resourceIn(w1 as VnetFlowLogs).dependsOn = [dependable(resourceIn(n2 as VnetFlowLogs))];
    resourceIn(n1 as VnetFlowLogs).dependsOn = [dependable(resourceIn(w2 as VnetFlowLogs))];
    const found = chains(stack);
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (found[from] ?? []).some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    for (const id of Object.keys(found)) expect([id, reaches(id, id)]).toEqual([id, false]);
    expect(reaches('FirstA', 'SecondA') || reaches('SecondA', 'FirstA')).toBe(true);
    expect(reaches('FirstB', 'SecondB') || reaches('SecondB', 'FirstB')).toBe(true);
  });
});
