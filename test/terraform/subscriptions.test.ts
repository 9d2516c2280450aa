import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { TerraformStack } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FlowLake,
  MaliciousTrafficAlert,
  ThreatSource,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../constructs/cdktf';
import { AzureDeployment } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { STACK_FILE } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';
import { newApp, synthesized } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const NETWORKS = '55555555-5555-4555-8555-555555555555';
const SECURITY = '66666666-6666-4666-8666-666666666666';

const FLOW_LOGS = 'microsoft.network/networkwatchers/flowlogs';
const WATCHER = 'resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers';

/** A network in each of two subscriptions, with one lake in the second one. No provider is without alias. */
function stackOfTwoSubscriptions(): TerraformStack {
  const stack = new TerraformStack(newApp(), 'two');
  const [networks, security] = [
    ['networks', NETWORKS],
    ['security', SECURITY],
  ].map(
    ([alias = '', subscriptionId = '']) =>
      new AzurermProvider(stack, alias, { alias, features: [{}], subscriptionId }),
  ) as [AzurermProvider, AzurermProvider];
  const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: security });
  const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
  for (const [name, provider] of [
    ['hub', networks],
    ['tools', security],
  ] as const) {
    const group = new ResourceGroup(stack, `${name}-group`, { name, location: 'westeurope', provider });
    const network = new VirtualNetwork(stack, name, {
      name,
      location: group.location,
      resourceGroupName: group.name,
      addressSpace: ['10.0.0.0/16'],
      provider,
    });
    new VnetFlowLogs(stack, `FlowLogs-${name}`, { network, lake, trafficAnalytics, provider });
  }
  new MaliciousTrafficAlert(stack, 'Malicious', {
    source: ThreatSource.trafficAnalytics(trafficAnalytics),
    emails: ['security@example.com'],
  });
  return stack;
}

describe.each(azurermReleases())('two subscriptions with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-two-'));
  let deployed: AzureDeployment;
  const store = () => deployed.arm.manager.store;

  beforeAll(async () => {
    writeFileSync(join(directory, STACK_FILE), JSON.stringify(synthesized(stackOfTwoSubscriptions())));
    deployed = await AzureDeployment.apply(directory, provider);
  });

  afterAll(async () => {
    await deployed?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('each flow log is in the subscription of its network', () => {
    const targets = [NETWORKS, SECURITY].map((subscription) =>
      store()
        .list(FLOW_LOGS, `/subscriptions/${subscription}`)
        .map(({ id, properties }) => [id.split('/flowLogs/')[0], properties.targetResourceId]),
    );
    const expected = (subscription: string, name: string) => [
      [
        `/subscriptions/${subscription}/${WATCHER}/NetworkWatcher_westeurope`,
        `/subscriptions/${subscription}/resourceGroups/${name}/providers/Microsoft.Network/virtualNetworks/${name}`,
      ],
    ];
    expect(targets).toEqual([expected(NETWORKS, 'hub'), expected(SECURITY, 'tools')]);
  });

  test('the lake and its alert are in the second subscription only', () => {
    const ids = deployed.arm.manager.ofClients();
    const elsewhere = ids.filter((id) => !id.startsWith(`/subscriptions/${SECURITY}/`));
    expect(elsewhere.join('\n')).not.toMatch(/storageAccounts|workspaces|scheduledQueryRules|actionGroups/);
    expect(ids.join('\n')).toMatch(new RegExp(`/subscriptions/${SECURITY}/.*/scheduledQueryRules/`));
  });

  test.each([NETWORKS, SECURITY])('%s has the resource providers of flow logs', (subscription) => {
    for (const namespace of ['Microsoft.Network', 'microsoft.insights'])
      expect([namespace, deployed.arm.manager.providers.isRegistered(subscription, namespace)]).toEqual([
        namespace,
        true,
      ]);
  });

  test('a second plan changes nothing', async () => {
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('destroy leaves nothing in either subscription', async () => {
    await deployed.destroy();
    expect(await deployed.stack.state()).toEqual([]);
    expect(deployed.left()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});
