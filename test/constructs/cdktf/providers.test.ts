import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { TerraformResource, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, NetworkWatcher, VnetFlowLogs, type VnetFlowLogsProps } from '../../../constructs/cdktf';
import { STORAGE_ACCOUNT } from '../../support/azure-ids';
import {
  type Arguments,
  newApp,
  newNetwork,
  newStack,
  problemsOf,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const FLOW_LOG = 'azurerm_network_watcher_flow_log';
const WATCHER = 'azurerm_network_watcher';

function aliased(stack: TerraformStack, alias: string): AzurermProvider {
  return new AzurermProvider(stack, alias, { features: [{}], alias, subscriptionId: `of-${alias}` });
}

/** Id and name of each resource of a type, with its provider if it has one. */
function named(stack: TerraformStack, type: string): unknown[] {
  const { resource, data } = synthesized(stack);
  const all: Readonly<Record<string, Arguments>> = { ...resource[type], ...data[type] };
  return Object.entries(all).map(([id, { name, provider }]) => [id, name, provider].filter(Boolean));
}

describe('the names of a stack with one provider', () => {
  const stack = newStack();
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });

  test('do not change: another name replaces a storage account', () => {
    const lake = 'c88354d22605ce8f5de8f0adc6f4c4a15c29c011f5';
    const hash = `sha256(join("/", [data.azurerm_client_config.FlowLogsClientConfig.subscription_id, "${lake}"]))`;
    expect(named(stack, 'azurerm_storage_account')).toEqual([
      ['FlowLake-westeurope_Raw_D77B899C', `flowlogs\${substr(${hash}, 0, 16)}`],
      ['FlowLake-westeurope_Table_F0B463F6', `flowtable\${substr(${hash}, 0, 15)}`],
    ]);
    expect(named(stack, FLOW_LOG)).toEqual([
      ['FlowLogs_16C1943A', '${substr(azurerm_virtual_network.vnet.name, 0, 71)}-ccc037a4'],
    ]);
  });

  test('use one client configuration', () => {
    expect(named(stack, 'azurerm_client_config')).toEqual([['FlowLogsClientConfig']]);
  });
});

describe('the provider of a construct', () => {
  test('selects the client configuration that its names are derived from', () => {
    const stack = newStack();
    const provider = aliased(stack, 'hub');
    new FlowLake(stack, 'Spoke', { location: 'westeurope' });
    new FlowLake(stack, 'Hub', { location: 'westeurope', provider });
    expect(named(stack, 'azurerm_client_config')).toEqual([
      ['FlowLogsClientConfig'],
      ['FlowLogsClientConfig-hub', 'azurerm.hub'],
    ]);
    const names = resourcesOf(stack, 'azurerm_storage_account').map(({ name, provider: used }) => [
      /azurerm_client_config\.([\w-]+)\./.exec(name)?.[1],
      used,
    ]);
    expect(new Set(names.map(String))).toEqual(
      new Set(['FlowLogsClientConfig-hub,azurerm.hub', 'FlowLogsClientConfig,']),
    );
  });

  test('is that of the innermost construct that selects one', () => {
    const stack = newStack();
    const [outer, inner] = [aliased(stack, 'outer'), aliased(stack, 'inner')];
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: outer });
    new FlowLake(lake, 'Nested', { location: 'westeurope', provider: inner });
    const providers = resourcesOf(stack, 'azurerm_storage_account').map(({ provider }) => provider);
    expect(providers).toEqual(['azurerm.inner', 'azurerm.inner', 'azurerm.outer', 'azurerm.outer']);
  });

  test('applies to resources of azurerm only', () => {
    const stack = newStack();
    const provider = aliased(stack, 'hub');
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
    new TerraformResource(lake, 'Wait', { terraformResourceType: 'time_sleep' });
    expect(resourceOf(stack, 'time_sleep').provider).toBeUndefined();
  });
});

describe('the network watcher', () => {
  test('is referred to by name, without reading it', () => {
    const stack = newStack();
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });
    expect(resourceOf(stack, FLOW_LOG)).toMatchObject({
      network_watcher_name: 'NetworkWatcher_westeurope',
      resource_group_name: 'NetworkWatcherRG',
    });
    expect(synthesized(stack).data[WATCHER]).toBeUndefined();
  });

  test('is created once per region and provider', () => {
    const stack = newStack();
    const provider = aliased(stack, 'hub');
    const spoke = NetworkWatcher.create({ name: 'spoke' });
    const hub = NetworkWatcher.create({ name: 'hub' });
    log('A', 'westeurope', { networkWatcher: spoke });
    log('B', 'West Europe', { networkWatcher: spoke });
    log('C', 'westeurope', { networkWatcher: hub, provider });
    log('D', 'northeurope', { networkWatcher: hub, provider });
    expect(
      resourcesOf(stack, WATCHER).map((each) => [each.name, each.resource_group_name, each.provider]),
    ).toEqual([
      ['NetworkWatcher_northeurope', 'hub', 'azurerm.hub'],
      ['NetworkWatcher_westeurope', 'spoke', undefined],
      ['NetworkWatcher_westeurope', 'hub', 'azurerm.hub'],
    ]);
    const used = resourcesOf(stack, FLOW_LOG).map((each) => [
      /NetworkWatcher-\w+(?:-hub)?/.exec(each.network_watcher_name)?.[0],
      each.provider,
    ]);
    expect(used).toEqual([
      ['NetworkWatcher-westeurope', undefined],
      ['NetworkWatcher-westeurope', undefined],
      ['NetworkWatcher-westeurope-hub', 'azurerm.hub'],
      ['NetworkWatcher-northeurope-hub', 'azurerm.hub'],
    ]);

    function log(id: string, location: string, props: Partial<VnetFlowLogsProps>): void {
      const network = newNetwork(stack, id.toLowerCase(), location);
      network.provider = props.provider;
      new VnetFlowLogs(stack, id, { network, storageAccount: { ...STORAGE_ACCOUNT, location }, ...props });
    }
  });

  test('is not created in two resource groups of one subscription', () => {
    const stack = newStack();
    const networkWatcher = NetworkWatcher.create({ name: 'one' });
    new VnetFlowLogs(stack, 'A', { network: newNetwork(stack, 'a'), networkWatcher });
    const other = NetworkWatcher.create({ name: 'other' });
    const props = { network: newNetwork(stack, 'b'), networkWatcher: other };
    expect(thrownBy(() => new VnetFlowLogs(stack, 'B', props))).toBe(
      'network/B: NetworkWatcher.create receives the resource group "other", but network/NetworkWatcher-westeurope ' +
        'creates the watcher of the region in "one", and Azure allows one per region and subscription: use one resource ' +
        'group, or set the prop provider for another subscription',
    );
  });
});

describe('a stack in which each provider has an alias', () => {
  function aliasedStack(): TerraformStack {
    const stack = new TerraformStack(newApp(), 'network');
    aliased(stack, 'hub');
    return stack;
  }

  test('requires the prop provider', () => {
    const stack = aliasedStack();
    new FlowLake(stack, 'Lake', { location: 'westeurope' });
    expect(problemsOf(stack)).toBe(
      '[network] network/Lake has no azurerm provider: all providers of the stack have an alias (hub), so Terraform ' +
        'would use a provider without settings: set the prop provider, or add a provider without alias',
    );
  });

  test('places the default lake of a flow log in its subscription', () => {
    const stack = aliasedStack();
    const provider = stack.node.tryFindChild('hub') as AzurermProvider;
    const network = newNetwork(stack);
    for (const each of [network, stack.node.findChild('group') as ResourceGroup]) each.provider = provider;
    new VnetFlowLogs(stack, 'FlowLogs', { network, provider });
    expect(usedIn(stack)).toEqual(['azurerm.hub']);
  });

  test('can get a default provider after the constructs, which the default lake uses', () => {
    const stack = aliasedStack();
    const provider = stack.node.tryFindChild('hub') as AzurermProvider;
    const network = newNetwork(stack);
    network.provider = provider;
    new VnetFlowLogs(stack, 'FlowLogs', { network, provider });
    new AzurermProvider(stack, 'azurerm', { features: [{}] });
    const accounts = resourcesOf(stack, 'azurerm_storage_account');
    expect(accounts.map(({ provider: used }) => used)).toEqual([undefined, undefined]);
    expect(named(stack, 'azurerm_client_config')).toEqual([['FlowLogsClientConfig']]);
  });

  test('is valid with it', () => {
    const stack = aliasedStack();
    const provider = stack.node.tryFindChild('hub') as AzurermProvider;
    new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
    expect(usedIn(stack)).toEqual(['azurerm.hub']);
  });

  /** Providers of all azurerm resources and data sources. */
  function usedIn(stack: TerraformStack): string[] {
    const { resource, data } = synthesized(stack);
    const ofAzurerm = [resource, data].flatMap((each) =>
      Object.entries(each).flatMap(([type, byId]) =>
        type.startsWith('azurerm_') ? Object.values(byId) : [],
      ),
    );
    return [...new Set(ofAzurerm.map(({ provider }) => provider))];
  }
});
