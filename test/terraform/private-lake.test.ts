import { join } from 'node:path';
import { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { TerraformVariable, Testing } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FlowLake, FlowNormalizer, FunctionCode, VnetFlowLogs } from '../../constructs/cdktf';
import { ZONES } from '../constructs/cdktf/normalized-lake';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { azurermReleases } from '../support/terraform-providers';
import { newNetwork, newStack } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/**
 * Synthesizes a lake without public network access and a normalizer that subscribes to an existing topic, in a network with
 * subnets for function and endpoints.
 */
function synthesizedLake(): string {
  const stack = newStack({ subscriptionId: SUBSCRIPTION });
  const network = newNetwork(stack);
  const subnet = (id: string, address: string, delegated: boolean) =>
    new Subnet(stack, id, {
      name: id,
      resourceGroupName: network.resourceGroupName,
      virtualNetworkName: network.name,
      addressPrefixes: [address],
      delegation: delegated
        ? [{ name: 'functions', serviceDelegation: { name: 'Microsoft.App/environments' } }]
        : undefined,
    });
  const number = (name: string, value: number) =>
    new TerraformVariable(stack, name, { type: 'number', default: value }).numberValue;
  const lake = new FlowLake(stack, 'Lake', {
    location: 'westeurope',
    publicNetworkAccess: false,
    privateEndpoints: { subnetId: subnet('endpoints', '10.0.1.0/24', false).id, ...ZONES },
  });
  const topic = new EventgridSystemTopic(stack, 'topic', {
    name: 'raw-events',
    resourceGroupName: network.resourceGroupName,
    location: 'westeurope',
    sourceResourceId: lake.storageAccount.id,
    topicType: 'Microsoft.Storage.StorageAccounts',
    identity: { type: 'SystemAssigned' },
  });
  new FlowNormalizer(stack, 'Normalizer', {
    lake,
    subnetId: subnet('functions', '10.0.2.0/24', true).id,
    code: FunctionCode.external(),
    sweepHours: number('hours', 8),
    maximumInstances: number('instances', 50),
    eventTopic: {
      name: topic.name,
      resourceGroupName: topic.resourceGroupName,
      principalId: topic.identity.principalId,
    },
  });
  new VnetFlowLogs(stack, 'FlowLogs', { network, lake });
  return join(Testing.fullSynth(stack), 'stacks', 'network');
}

describe.each(azurermReleases())('a private lake with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }
  let deployed: AzureDeployment;

  beforeAll(async () => {
    deployed = await AzureDeployment.apply(synthesizedLake(), provider);
  });

  afterAll(() => deployed?.remove());

  test('has a table that only endpoints reach, and accounts that trusted services write to', () => {
    const accounts = deployed.arm.manager.store.list(
      'microsoft.storage/storageaccounts',
      `/subscriptions/${SUBSCRIPTION}`,
    );
    const access = accounts.map(({ id, properties }) => [
      id.split('/').at(-1)?.slice(0, 8),
      properties.publicNetworkAccess,
      properties.networkAcls,
    ]);
    const closed = expect.objectContaining({ bypass: 'AzureServices', defaultAction: 'Deny' });
    expect(access.sort()).toEqual([
      ['flowhost', 'Enabled', closed],
      ['flowlogs', 'Enabled', closed],
      ['flowtabl', 'Disabled', closed],
    ]);
  });

  test('has a site with the values of variables', () => {
    const { store } = deployed.arm.manager;
    const [site] = store.list('microsoft.web/sites', `/subscriptions/${SUBSCRIPTION}`);
    expect(site?.properties.functionAppConfig).toMatchObject({
      scaleAndConcurrency: { maximumInstanceCount: 50 },
    });
    expect(store.get(`${site?.id}/config/appsettings`)?.properties).toMatchObject({ SWEEP_HOURS: '8' });
  });

  test('subscribes to the existing topic, the only one of the account', () => {
    const { store } = deployed.arm.manager;
    const under = `/subscriptions/${SUBSCRIPTION}`;
    const names = (type: string) =>
      store.list(type, under).map(({ id }) => id.split('/').slice(-3).join('/'));
    expect(names('microsoft.eventgrid/systemtopics')).toEqual([
      'Microsoft.EventGrid/systemTopics/raw-events',
    ]);
    expect(names('microsoft.eventgrid/systemtopics/eventsubscriptions')).toEqual([
      expect.stringMatching(/^raw-events\/eventSubscriptions\/flow-logs-network-/),
    ]);
  });

  test('does not change with a second plan', async () => {
    const { code, output } = await deployed.stack.run('plan', '-detailed-exitcode', '-input=false');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('No changes') });
  });

  test('leaves nothing behind', async () => {
    await deployed.destroy();
    expect(deployed.left()).toEqual([]);
  });
});
