import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { TerraformStack, Testing } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FlowLake,
  MaliciousTrafficAlert,
  NetworkWatcher,
  ThreatSource,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../constructs/cdktf';
import { SUBSCRIPTION, uuidOf } from '../support/arm/invented-ids';
import { AzureDeployment } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { azurermReleases } from '../support/terraform-providers';
import { newApp } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Subscription of the provider `spoke`, with a network watcher of its own. */
const SPOKE = uuidOf('spoke');
/** Subscription of the provider `tools`, with the watcher of the region. */
const TOOLS = uuidOf('tools');
const SUBSCRIPTIONS = [SUBSCRIPTION, SPOKE, TOOLS];

const FLOW_LOGS = 'microsoft.network/networkwatchers/flowlogs';
const location = 'westeurope';

/**
 * Synthesizes a stack whose providers all have an alias: a network in each of three subscriptions, with lake, workspace and
 * alert in the first of them.
 */
function synthesizedStack(): string {
  const stack = new TerraformStack(newApp(), 'network');
  const providers = { hub: SUBSCRIPTION, spoke: SPOKE, tools: TOOLS };
  const [hub, spoke, tools] = Object.entries(providers).map(([alias, subscriptionId]) => {
    const provider = new AzurermProvider(stack, alias, { features: [{}], alias, subscriptionId });
    const group = new ResourceGroup(stack, `${alias}-group`, { name: alias, location, provider });
    const network = new VirtualNetwork(stack, `${alias}-network`, {
      name: alias,
      location: group.location,
      resourceGroupName: group.name,
      addressSpace: ['10.0.0.0/16'],
      provider,
    });
    return { provider, group, network };
  }) as [Subscription, Subscription, Subscription];
  const lake = new FlowLake(stack, 'Lake', { location, provider: hub.provider });
  const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
  new VnetFlowLogs(stack, 'Hub', { ...hub, lake, trafficAnalytics });
  new VnetFlowLogs(stack, 'Tools', { ...tools, lake, trafficAnalytics });
  const networkWatcher = NetworkWatcher.create(spoke.group);
  new VnetFlowLogs(stack, 'Spoke', { ...spoke, lake, trafficAnalytics, networkWatcher });
  new MaliciousTrafficAlert(stack, 'Malicious', {
    source: ThreatSource.trafficAnalytics(trafficAnalytics),
    emails: ['security@example.com'],
  });
  return join(Testing.fullSynth(stack), 'stacks', 'network');
}

interface Subscription {
  readonly provider: AzurermProvider;
  readonly group: ResourceGroup;
  readonly network: VirtualNetwork;
}

describe.each(azurermReleases())('three aliased subscriptions with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  let deployed: AzureDeployment;
  const idsOf = (type: string, subscription: string) =>
    deployed.arm.manager.store.list(type, `/subscriptions/${subscription}`).map(({ id }) => id);

  beforeAll(async () => {
    deployed = await AzureDeployment.apply(synthesizedStack(), provider);
  });

  afterAll(() => deployed?.remove());

  test.each([
    ['hub', SUBSCRIPTION, 'NetworkWatcherRG'],
    ['spoke', SPOKE, 'spoke'],
    ['tools', TOOLS, 'NetworkWatcherRG'],
  ])('%s has the flow log of its network in its own watcher', (name, subscription, watcherGroup) => {
    const groups = `/subscriptions/${subscription}/resourceGroups`;
    const flowLogs = deployed.arm.manager.store.list(FLOW_LOGS, `/subscriptions/${subscription}`);
    const found = flowLogs.map(({ id, properties }) => [
      id.split('/flowLogs/')[0],
      properties.targetResourceId,
    ]);
    expect(found).toEqual([
      [
        `${groups}/${watcherGroup}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope`,
        `${groups}/${name}/providers/Microsoft.Network/virtualNetworks/${name}`,
      ],
    ]);
  });

  test('have lake, workspace and alert in the subscription of their provider', () => {
    for (const type of [
      'microsoft.storage/storageaccounts',
      'microsoft.operationalinsights/workspaces',
      'microsoft.insights/scheduledqueryrules',
      'microsoft.insights/actiongroups',
    ]) {
      expect(idsOf(type, SUBSCRIPTION)).not.toEqual([]);
      for (const other of [SPOKE, TOOLS]) expect(idsOf(type, other)).toEqual([]);
    }
  });

  test('have the namespaces registered that each of them needs', () => {
    const { providers } = deployed.arm.manager;
    for (const namespace of ['Microsoft.Network', 'Microsoft.Insights'])
      for (const each of SUBSCRIPTIONS) expect(providers.isRegistered(each, namespace)).toBe(true);
    for (const each of [SPOKE, TOOLS]) expect(providers.isRegistered(each, 'Microsoft.Storage')).toBe(false);
  });

  test('do not change with a second plan', async () => {
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('are empty after destroy, and can be deployed again', async () => {
    await deployed.destroy();
    expect(await deployed.stack.state()).toEqual([]);
    expect(deployed.left()).toEqual([]);
    await deployed.stack.apply();
    expect(await deployed.stack.plannedChanges()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});
