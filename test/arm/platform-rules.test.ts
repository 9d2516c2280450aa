import { describe, expect, test } from 'vitest';
import type { ArmAnswer } from '../support/arm/arm-answer';
import type { Json } from '../support/arm/resource-store';
import { GROUP, StandInClient } from '../support/arm/stand-in-client';

const OTHER = '99999999-9999-4999-8999-999999999999';
const PROVIDERS = `${GROUP}/providers`;
const NETWORK = `${PROVIDERS}/Microsoft.Network/virtualNetworks/hub`;
const ACCOUNT = `${PROVIDERS}/Microsoft.Storage/storageAccounts/flowaccount`;
const QUEUE = `${ACCOUNT}/queueServices/default/queues/events`;
const TOPIC = `${PROVIDERS}/Microsoft.EventGrid/systemTopics/topic`;
const WORKSPACE = `${PROVIDERS}/Microsoft.OperationalInsights/workspaces/analytics`;
const WATCHER = `${GROUP.replace('/flows', '/NetworkWatcherRG')}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope`;
const FLOW_LOG = `${WATCHER}/flowLogs/hub`;

describe('flow logs', () => {
  test.each([
    ['a missing watcher', { id: FLOW_LOG.replace('westeurope', 'eastus') }, 'ParentResourceNotFound'],
    [
      'a target in another subscription',
      { target: NETWORK.replace(/subscriptions\/[^/]+/, `subscriptions/${OTHER}`) },
      'FlowLogTargetResourceIsInDifferentSubscription',
    ],
    [
      'a network security group',
      { target: `${PROVIDERS}/Microsoft.Network/networkSecurityGroups/rules` },
      'NsgFlowLogCreationBlocked',
    ],
    ['a missing account', { account: `${ACCOUNT}2` }, 'StorageAccountNotFound'],
  ])('%s is refused', (_, { id = FLOW_LOG, target = NETWORK, account = ACCOUNT }: Changed, code) => {
    const client = clientWithNetwork();
    client.make(`${PROVIDERS}/Microsoft.Network/networkSecurityGroups/rules`);
    expect(codeOf(client.put(id, flowLog(target, account)))).toBe(code);
    expect(client.put(FLOW_LOG, flowLog(NETWORK, ACCOUNT)).status).toBe(200);
  });

  test.each([NETWORK, GROUP])('a read-only lock on %s is refused', (scope) => {
    const client = clientWithNetwork();
    const lock = client.make(`${scope}/providers/Microsoft.Authorization/locks/keep`, {
      properties: { level: 'ReadOnly' },
    });
    expect(codeOf(client.put(FLOW_LOG, flowLog(NETWORK, ACCOUNT)))).toBe('ScopeLocked');
    expect(client.send('DELETE', lock).status).toBe(200);
    expect(client.put(FLOW_LOG, flowLog(NETWORK, ACCOUNT)).status).toBe(200);
  });

  test('a workspace whose rule and endpoint were deleted gets no rows again', () => {
    const client = clientWithNetwork();
    const deploy = () => {
      client.make(WORKSPACE);
      client.make(FLOW_LOG, flowLog(NETWORK, ACCOUNT, WORKSPACE));
      return client.manager.receivesTrafficAnalytics(WORKSPACE);
    };
    expect(deploy()).toBe(true);
    expect(namesIn(client)).toEqual(
      expect.arrayContaining(['NWTA-analytics-Rule', 'NWTA-analytics-Endpoint']),
    );
    client.send('DELETE', FLOW_LOG);
    client.send('DELETE', WORKSPACE, {}, { force: 'true' });
    expect(deploy()).toBe(true);
    client.send('DELETE', FLOW_LOG);
    client.send('DELETE', `${PROVIDERS}/Microsoft.Insights/dataCollectionRules/NWTA-analytics-Rule`);
    client.send('DELETE', WORKSPACE, {}, { force: 'true' });
    expect(deploy()).toBe(false);
  });
});

describe('roles', () => {
  test('on a missing queue are refused', () => {
    const client = new StandInClient();
    client.make(ACCOUNT);
    expect(() => client.grant('principal', 'Storage Queue Data Message Sender', QUEUE)).toThrow(
      'ResourceNotFound',
    );
  });

  test('take effect late, and Event Grid refuses a subscription until then', async () => {
    const client = new StandInClient({ roleDelayMs: 50 });
    for (const id of [ACCOUNT, QUEUE]) client.make(id);
    client.make(TOPIC, { identity: { type: 'SystemAssigned' }, properties: { source: ACCOUNT } });
    const subscribe = () => client.put(`${TOPIC}/eventSubscriptions/events`, delivery());
    expect(messageOf(subscribe())).toContain('cannot deliver to');
    const { identity } = client.manager.store.get(TOPIC) as Json;
    const { principalId } = identity as { principalId: string };
    client.grant(principalId, 'Storage Queue Data Message Sender', QUEUE);
    expect(messageOf(subscribe())).toContain('wait until the role takes effect');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(subscribe().status).toBe(201);
  });

  test('a missing queue is refused as the destination of events', () => {
    const client = new StandInClient();
    client.make(ACCOUNT);
    client.make(TOPIC, { identity: { type: 'SystemAssigned' }, properties: { source: ACCOUNT } });
    expect(messageOf(client.put(`${TOPIC}/eventSubscriptions/events`, delivery()))).toContain(
      'does not exist',
    );
  });

  test.each([
    ['without a role', false, true, 'KeyVaultAuthenticationFailure'],
    ['without purge protection', true, false, 'KeyVaultPolicyError'],
    ['with both', true, true, undefined],
  ])('a customer-managed key %s: %s', (_, isGranted, enablePurgeProtection, code) => {
    const client = new StandInClient();
    const vault = client.make(`${PROVIDERS}/Microsoft.KeyVault/vaults/keys`, {
      properties: { enablePurgeProtection },
    });
    const identity = client.make(`${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/account`);
    const principal = client.manager.store.get(identity)?.properties.principalId as string;
    if (isGranted) client.grant(principal, 'Key Vault Crypto Service Encryption User', vault);
    const keyvaultproperties = { keyvaulturi: 'https://keys.vault.azure.net/', keyname: 'flows' };
    const encryption = {
      keySource: 'Microsoft.Keyvault',
      keyvaultproperties,
      identity: { userAssignedIdentity: identity },
    };
    expect(codeOf(client.put(ACCOUNT, { properties: { encryption } }))).toBe(code);
  });
});

describe('what services do by themselves', () => {
  test('a source has one system topic', () => {
    const client = new StandInClient();
    client.make(ACCOUNT);
    client.make(TOPIC, { properties: { source: ACCOUNT } });
    expect(messageOf(client.put(`${TOPIC}2`, { properties: { source: ACCOUNT } }))).toContain(
      'Only one system topic is allowed per source',
    );
  });

  test('Application Insights adds an action group, which stays, and a rule', () => {
    const client = new StandInClient();
    const component = client.make(`${PROVIDERS}/Microsoft.Insights/components/app`);
    expect(namesIn(client)).toEqual([
      'Application Insights Smart Detection',
      'Failure Anomalies - app',
      'app',
    ]);
    client.send('DELETE', component);
    expect(namesIn(client)).toEqual(['Application Insights Smart Detection']);
  });

  test('a workspace is recovered by its name, unless its deletion was forced', () => {
    const client = new StandInClient();
    const idOf = () => client.manager.store.get(client.make(WORKSPACE))?.properties.customerId;
    const first = idOf();
    client.send('DELETE', WORKSPACE);
    expect(idOf()).toBe(first);
    client.send('DELETE', WORKSPACE, {}, { force: 'true' });
    expect(idOf()).not.toBe(first);
  });

  test('the first network of a region has a watcher, unless the subscription opted out', () => {
    const [first, second] = [new StandInClient(), new StandInClient({ createsWatchers: false })];
    for (const client of [first, second]) client.make(NETWORK);
    expect([first, second].map(({ manager }) => manager.store.get(WATCHER) !== undefined)).toEqual([
      true,
      false,
    ]);
  });
});

interface Changed {
  readonly id?: string;
  readonly target?: string;
  readonly account?: string;
}

function clientWithNetwork(): StandInClient {
  const client = new StandInClient();
  for (const id of [NETWORK, ACCOUNT]) client.make(id);
  return client;
}

function flowLog(targetResourceId: string, storageId: string, workspaceResourceId?: string): Json {
  const networkWatcherFlowAnalyticsConfiguration = {
    enabled: workspaceResourceId !== undefined,
    workspaceResourceId,
  };
  return {
    properties: {
      targetResourceId,
      storageId,
      flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration },
    },
  };
}

function delivery(): Json {
  const properties = { resourceId: ACCOUNT, queueName: 'events' };
  const destination = { endpointType: 'StorageQueue', properties };
  return {
    properties: { deliveryWithResourceIdentity: { identity: { type: 'SystemAssigned' }, destination } },
  };
}

function namesIn({ manager }: StandInClient): string[] {
  return manager.store
    .tops(GROUP)
    .map(({ name }) => name)
    .sort();
}

function codeOf({ body }: ArmAnswer): string | undefined {
  return (body as { error?: { code: string } }).error?.code;
}

function messageOf({ body, document }: ArmAnswer): string {
  expect(document).toBeDefined();
  return (body as { error?: { message: string } }).error?.message ?? '';
}
