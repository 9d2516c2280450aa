import { NetworkInterface } from '@cdktf/provider-azurerm/lib/network-interface';
import { StorageAccount, type StorageAccountConfig } from '@cdktf/provider-azurerm/lib/storage-account';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  type AnalyticsInterval,
  FlowLake,
  FlowLogTarget,
  NetworkWatcher,
  TrafficAnalytics,
  VnetFlowLogs,
  type VnetFlowLogsProps,
} from '../../../constructs/cdktf';
import { NETWORKS, STORAGE_ACCOUNT, WORKSPACE } from '../../support/azure-ids';
import {
  annotationsOf,
  newNetwork,
  newStack,
  newSubnet,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const FLOW_LOG = 'azurerm_network_watcher_flow_log';

function flowLogs(props: Partial<VnetFlowLogsProps> = {}): TerraformStack {
  const stack = newStack();
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), ...props });
  return stack;
}

describe('a virtual network alone', () => {
  const stack = flowLogs();
  const flowLog = resourceOf(stack, FLOW_LOG);

  test('has version 2, a retention of 90 days and the watcher of its region', () => {
    expect(flowLog).toMatchObject({
      enabled: true,
      version: 2,
      target_resource_id: '${azurerm_virtual_network.vnet.id}',
      network_watcher_name: 'NetworkWatcher_westeurope',
      resource_group_name: 'NetworkWatcherRG',
      retention_policy: { enabled: true, days: 90 },
    });
  });

  test('uses the account of the lake in its region', () => {
    const lake = FlowLake.forRegionOf(stack, { location: 'westeurope' });
    expect(stack.node.tryFindChild('FlowLake-westeurope')).toBe(lake);
    expect(flowLog.storage_account_id).toMatch(
      /^\$\{azurerm_storage_account\.FlowLake-westeurope_Raw_\w+\.id\}$/,
    );
  });

  test('writes the Traffic Analytics block as off, so that it can be switched on and off', () => {
    expect(flowLog.traffic_analytics).toEqual({
      enabled: false,
      interval_in_minutes: 60,
      workspace_id: expect.stringMatching(/^\$\{azurerm_log_analytics_workspace\..*\.workspace_id\}$/),
      workspace_region: expect.stringMatching(/^\$\{azurerm_log_analytics_workspace\..*\.location\}$/),
      workspace_resource_id: expect.stringMatching(/^\$\{azurerm_log_analytics_workspace\..*\.id\}$/),
    });
  });

  test('has a unique name that contains the name of the network', () => {
    expect(flowLog.name).toMatch(/^\$\{substr\(azurerm_virtual_network\.vnet\.name, 0, 71\)\}-[0-9a-f]{8}$/);
  });
});

describe('targets', () => {
  test('accepts a subnet and a network interface', () => {
    const stack = newStack();
    const network = newNetwork(stack);
    const subnet = newSubnet(network);
    const card = new NetworkInterface(stack, 'card', {
      name: 'card',
      location: 'westeurope',
      resourceGroupName: 'rg',
      ipConfiguration: [{ name: 'main', privateIpAddressAllocation: 'Dynamic' }],
    });
    new VnetFlowLogs(stack, 'Subnet', { target: FlowLogTarget.subnet(subnet, network) });
    new VnetFlowLogs(stack, 'Interface', { target: FlowLogTarget.networkInterface(card) });
    expect(resourcesOf(stack, FLOW_LOG).map(({ target_resource_id: id }) => id)).toEqual([
      '${azurerm_network_interface.card.id}',
      '${azurerm_subnet.app.id}',
    ]);
  });

  test('accepts an id with a region', () => {
    const target = FlowLogTarget.resource(`${NETWORKS}/virtualNetworks/Hub.1`, 'West Europe');
    const flowLog = resourceOf(flowLogs({ network: undefined, target }), FLOW_LOG);
    expect(flowLog.target_resource_id).toBe(`${NETWORKS}/virtualNetworks/Hub.1`);
    expect(flowLog.name).toMatch(/^Hub\.1-[0-9a-f]{8}$/);
  });

  test('truncates a long name', () => {
    const target = FlowLogTarget.resource(
      `${NETWORKS}/virtualNetworks/v/subnets/${'s'.repeat(80)}`,
      'westeurope',
    );
    expect(resourceOf(flowLogs({ network: undefined, target }), FLOW_LOG).name).toHaveLength(80);
  });

  test('fails for a network security group, with migration advice', () => {
    const id = `${NETWORKS}/networkSecurityGroups/web`;
    const failure = thrownBy(() =>
      flowLogs({ network: undefined, target: FlowLogTarget.resource(id, 'westeurope') }),
    );
    expect(failure).toBe(
      `network/FlowLogs: target is ${id}: Azure creates no flow logs of network security groups since 2025-06-30 and ` +
        'stops the existing ones on 2027-09-30; instead: (1) create a flow log of the virtual network, or of the subnets ' +
        'and network interfaces, that the group protects; (2) compare the two flow logs for at least one day; (3) delete ' +
        'the flow log of the group, because both record every flow',
    );
  });

  test.each([
    ['vnet-1', '"vnet-1"'],
    [`${NETWORKS}/routeTables/r`, `"${NETWORKS}/routeTables/r"`],
    ['', '""'],
  ])('fails for the invalid id %j', (id, shown) => {
    expect(
      thrownBy(() => flowLogs({ network: undefined, target: FlowLogTarget.resource(id, 'westeurope') })),
    ).toBe(
      `network/FlowLogs: target is ${shown}: expected the ARM id of one of these: virtual network, subnet, ` +
        'network interface',
    );
  });
});

describe('the network watcher', () => {
  test('is that of the region', () => {
    const stack = newStack();
    new VnetFlowLogs(stack, 'A', { network: newNetwork(stack, 'a') });
    new VnetFlowLogs(stack, 'B', { network: newNetwork(stack, 'b', 'westeurope') });
    new VnetFlowLogs(stack, 'C', { network: newNetwork(stack, 'c', 'North Europe') });
    expect(resourcesOf(stack, FLOW_LOG).map(({ network_watcher_name: name }) => name)).toEqual([
      'NetworkWatcher_westeurope',
      'NetworkWatcher_westeurope',
      'NetworkWatcher_northeurope',
    ]);
  });

  test('is named by an expression if the region is known only after deployment', () => {
    const stack = newStack();
    const { stringValue: location } = new TerraformVariable(stack, 'region', {});
    new VnetFlowLogs(stack, 'FlowLogs', {
      target: FlowLogTarget.resource(`${NETWORKS}/virtualNetworks/v`, location),
    });
    expect(resourceOf(stack, FLOW_LOG).network_watcher_name).toBe(
      'NetworkWatcher_${lower(replace(var.region, " ", ""))}',
    );
  });

  test('can be created, once per region', () => {
    const stack = newStack();
    const networkWatcher = NetworkWatcher.create({ name: 'watchers' });
    new VnetFlowLogs(stack, 'A', { network: newNetwork(stack, 'a'), networkWatcher });
    new VnetFlowLogs(stack, 'B', { network: newNetwork(stack, 'b'), networkWatcher });
    expect(resourceOf(stack, 'azurerm_network_watcher')).toMatchObject({
      name: 'NetworkWatcher_westeurope',
      resource_group_name: 'watchers',
      location: 'West Europe',
    });
  });

  test('can have any name', () => {
    const stack = flowLogs({ networkWatcher: NetworkWatcher.named('mine', 'rg') });
    expect(resourceOf(stack, FLOW_LOG)).toMatchObject({
      network_watcher_name: 'mine',
      resource_group_name: 'rg',
    });
    expect(synthesized(stack).data.azurerm_network_watcher).toBeUndefined();
  });
});

describe('retention', () => {
  test('is the given number of days', () => {
    expect(resourceOf(flowLogs({ retentionDays: 365 }), FLOW_LOG).retention_policy).toEqual({
      enabled: true,
      days: 365,
    });
  });

  test('retainForever writes no retention', () => {
    expect(resourceOf(flowLogs({ retainForever: true }), FLOW_LOG).retention_policy).toEqual({
      enabled: false,
      days: 0,
    });
  });

  test('is omitted if the lake has lifecycle rules', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', lifecycle: { deleteAfterDays: 400 } });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake });
    expect(resourceOf(stack, FLOW_LOG).retention_policy).toEqual({ enabled: false, days: 0 });
  });

  test.each([
    [
      { retentionDays: 0 },
      'retentionDays is 0, which means forever in Azure: set retainForever: true instead',
    ],
    [
      { retentionDays: 366 },
      'retentionDays is 366: expected an integer from 1 to 365; for a longer retention set a lifecycle on the lake or retainForever: true',
    ],
    [
      { retentionDays: 1.5 },
      'retentionDays is 1.5: expected an integer from 1 to 365; for a longer retention set a lifecycle on the lake or retainForever: true',
    ],
    [
      { retentionDays: 30, retainForever: true },
      'retentionDays is 30 and retainForever is true: omit one of them',
    ],
  ])('fails for %j', (props, problem) => {
    expect(thrownBy(() => flowLogs(props))).toBe(`network/FlowLogs: ${problem}`);
  });

  test.each([
    [{ retentionDays: 30 }, 'retentionDays is 30'],
    [{ retainForever: true }, 'retainForever is true'],
  ])('fails for %j beside lifecycle rules of the lake', (props, stated) => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', lifecycle: { deleteAfterDays: 400 } });
    expect(
      thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake, ...props })),
    ).toBe(
      `network/FlowLogs: ${stated}, but the lake has a lifecycle: a flow log with a retention replaces all lifecycle ` +
        'rules of its storage account; omit one of them',
    );
  });

  test('warns below the minimum of scanners', () => {
    const warning =
      'retentionDays is 89: scanners (checkov CKV_AZURE_12, trivy AVD-AZU-0049) require at least 90';
    expect(annotationsOf(flowLogs({ retentionDays: 89 }))).toEqual([warning]);
    expect(annotationsOf(flowLogs({ retentionDays: 90 }))).toEqual([]);
  });
});

describe('Traffic Analytics', () => {
  test('reads ids and region from the workspace', () => {
    const stack = flowLogs({ trafficAnalytics: TrafficAnalytics.on(WORKSPACE, { interval: 10 }) });
    expect(resourceOf(stack, FLOW_LOG).traffic_analytics).toEqual({
      enabled: true,
      interval_in_minutes: 10,
      workspace_id: WORKSPACE.workspaceId,
      workspace_region: 'northeurope',
      workspace_resource_id: WORKSPACE.id,
    });
  });

  test('is written as off', () => {
    const stack = flowLogs({ trafficAnalytics: TrafficAnalytics.off(WORKSPACE) });
    expect(resourceOf(stack, FLOW_LOG).traffic_analytics).toMatchObject({
      enabled: false,
      workspace_id: WORKSPACE.workspaceId,
    });
  });

  test('fails for another interval', () => {
    const trafficAnalytics = TrafficAnalytics.on(WORKSPACE, { interval: 30 as AnalyticsInterval });
    expect(thrownBy(() => flowLogs({ trafficAnalytics }))).toBe(
      'network/FlowLogs: the interval of Traffic Analytics is 30 minutes: expected 10 or 60',
    );
  });
});

describe('the storage account', () => {
  const storageAccount = STORAGE_ACCOUNT;

  test('can be that of the user, without a lake', () => {
    const stack = flowLogs({ storageAccount });
    expect(resourceOf(stack, FLOW_LOG).storage_account_id).toBe(storageAccount.id);
    expect(resourceOf(stack, FLOW_LOG).traffic_analytics).toBeUndefined();
    expect(resourcesOf(stack, 'azurerm_storage_account')).toEqual([]);
  });

  test('fails in another region', () => {
    const elsewhere = { ...storageAccount, location: 'North Europe' };
    expect(thrownBy(() => flowLogs({ storageAccount: elsewhere }))).toBe(
      'network/FlowLogs: storageAccount is in northeurope, but the target is in westeurope: Azure delivers ' +
        'flow logs only to storage accounts in the region of the target; use one in that region',
    );
  });

  test.each([
    [
      { accountTier: 'Premium' },
      'storageAccount has the tier Premium: Azure writes flow logs only to the tier Standard',
    ],
    [
      { accountKind: 'BlobStorage' },
      'storageAccount has the kind BlobStorage: Azure applies the retention of a flow log only to accounts of the kind StorageV2',
    ],
    [
      { isHnsEnabled: true },
      'storageAccount has a hierarchical namespace, for which Azure does not document events of flow logs: use an account without one',
    ],
    [
      { networkRules: { defaultAction: 'Deny', bypass: ['Logging'] } },
      'storageAccount has a firewall that blocks trusted Azure services, Network Watcher among them: add ' +
        "'AzureServices' to bypass",
    ],
  ])('fails as a resource of the app with %j', (settings, problem) => {
    expect(thrownBy(() => withOwn(settings))).toBe(`network/FlowLogs: ${problem}`);
  });

  test('can be a valid resource of the app', () => {
    const rules = { defaultAction: 'Deny', bypass: ['AzureServices'] };
    expect(annotationsOf(withOwn({ accountKind: 'StorageV2', networkRules: rules }))).toEqual([]);
  });

  test('warns if it retains versions of rewritten blobs', () => {
    const warnings = [expect.stringMatching(/rewrites the blob of an hour every minute/)];
    expect(annotationsOf(withOwn({ blobProperties: { versioningEnabled: true } }))).toEqual(warnings);
    expect(annotationsOf(withOwn({ blobProperties: { deleteRetentionPolicy: { days: 7 } } }))).toEqual(
      warnings,
    );
  });

  test('fails for an invalid id', () => {
    expect(thrownBy(() => flowLogs({ storageAccount: { id: 'mine', location: 'westeurope' } }))).toBe(
      'network/FlowLogs: storageAccount.id is "mine": expected the ARM id of a Microsoft.Storage/storageAccounts',
    );
  });

  function withOwn(settings: Partial<StorageAccountConfig>) {
    const stack = newStack();
    const account = new StorageAccount(stack, 'storage', {
      name: 'mine',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
      ...settings,
    });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount: account });
    return stack;
  }

  test('fails in a lake of another region', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'northeurope' });
    expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake }))).toMatch(
      /^network\/FlowLogs: lake is in northeurope, but the target is in westeurope: /,
    );
  });
});

test('fails with all problems at once', () => {
  const stack = newStack();
  expect(thrownBy(() => new VnetFlowLogs(stack, 'FlowLogs', { retentionDays: 0, flowLogName: '-x' }))).toBe(
    'network/FlowLogs: network and target are both missing: set one of them; retentionDays is 0, ' +
      'which means forever in Azure: set retainForever: true instead; flowLogName is "-x": expected ' +
      "1 to 80 letters, digits, '.', '-' and '_', beginning with a letter or digit and ending with " +
      "a letter, digit or '_'",
  );
});

test('can be disabled', () => {
  expect(resourceOf(flowLogs({ enabled: false }), FLOW_LOG).enabled).toBe(false);
});
