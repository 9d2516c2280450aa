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

/** Subscription of the provider `spoke`. */
const SPOKE = uuidOf('spoke');

const location = 'westeurope';

/**
 * Synthesizes a stack whose providers all have an alias: a network in each subscription, with a watcher of its own in one of
 * them, and lake, workspace and alert in the other.
 */
function synthesizedStack(): string {
  const stack = new TerraformStack(newApp(), 'network');
  const providers = { hub: SUBSCRIPTION, spoke: SPOKE };
  const [hub, spoke] = Object.entries(providers).map(([alias, subscriptionId]) => {
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
  }) as [Subscription, Subscription];
  const lake = new FlowLake(stack, 'Lake', { location, provider: hub.provider });
  const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
  new VnetFlowLogs(stack, 'Hub', { ...hub, lake, trafficAnalytics });
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

describe.each(azurermReleases())('two aliased subscriptions with azurerm $major', ({ provider }) => {
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

  test('have the flow log beside its target and watcher', () => {
    const flowLogs = 'microsoft.network/networkwatchers/flowlogs';
    const [ofHub, ...othersOfHub] = idsOf(flowLogs, SUBSCRIPTION);
    const [ofSpoke, ...othersOfSpoke] = idsOf(flowLogs, SPOKE);
    expect([othersOfHub, othersOfSpoke]).toEqual([[], []]);
    expect(ofHub).toContain(
      '/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope/',
    );
    expect(ofSpoke).toContain(
      '/spoke/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope/',
    );
  });

  test('have lake, workspace and alert in the subscription of their provider', () => {
    for (const type of [
      'microsoft.storage/storageaccounts',
      'microsoft.operationalinsights/workspaces',
      'microsoft.insights/scheduledqueryrules',
    ]) {
      expect(idsOf(type, SUBSCRIPTION)).not.toEqual([]);
      expect(idsOf(type, SPOKE)).toEqual([]);
    }
  });

  test('have the namespaces registered that each of them needs', () => {
    const { providers } = deployed.arm.manager;
    for (const namespace of ['Microsoft.Network', 'Microsoft.Insights'])
      for (const each of [SUBSCRIPTION, SPOKE]) expect(providers.isRegistered(each, namespace)).toBe(true);
    expect(providers.isRegistered(SPOKE, 'Microsoft.Storage')).toBe(false);
  });

  test('do not change with a second plan', async () => {
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('are empty after destroy, and can be deployed again', async () => {
    await deployed.destroy();
    expect(deployed.left()).toEqual([]);
    await deployed.stack.apply();
    expect(await deployed.stack.plannedChanges()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});
