import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { FlowLake, FunctionCode } from '../../constructs/cdktf';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment } from '../support/azure-deployment';
import { synthesizedExample } from '../support/cdktf-examples';
import { hasCommand, hasPart } from '../support/processes';
import { type Contents, STACK_FILE, withResources } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';
import { newStack, synthesized } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const FLOW_LOG = 'azurerm_network_watcher_flow_log';
const FLOW_LOG_OF_ARM = 'microsoft.network/networkwatchers/flowlogs';

describe.each(azurermReleases())('terraform apply with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  /** One sequence: apply, plan again, change, destroy. */
  describe('of the first example', () => {
    let deployed: AzureDeployment;
    const flowLog = () =>
      deployed.arm.manager.store.list(FLOW_LOG_OF_ARM, `/subscriptions/${SUBSCRIPTION}`)[0]?.properties;

    beforeAll(async () => {
      const [directory] = await synthesizedExample('cdktf-vnet', join(output, 'first'));
      deployed = await AzureDeployment.apply(directory as string, provider);
    });

    afterAll(() => deployed?.remove());

    test('registers the namespaces that a new subscription lacks', () => {
      const { arm } = deployed;
      for (const namespace of ['Microsoft.Network', 'Microsoft.Storage', 'Microsoft.OperationalInsights'])
        expect(arm.manager.providers.isRegistered(SUBSCRIPTION, namespace)).toBe(true);
      // ARM's spelling, which azurerm compares case-sensitively
      expect(arm.changes('POST')).toContain(
        `/subscriptions/${SUBSCRIPTION}/providers/microsoft.insights/register`,
      );
    });

    test('the network has a flow log with a keyless account', () => {
      const { targetResourceId, storageId, ...settings } = flowLog() ?? {};
      expect(targetResourceId).toMatch(/\/virtualNetworks\/hub$/);
      expect(settings).toMatchObject({
        enabled: true,
        format: { version: 2 },
        retentionPolicy: { enabled: true, days: 90 },
      });
      expect(deployed.arm.manager.store.get(storageId as string)?.properties).toMatchObject({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
      });
    });

    test('a second plan changes nothing', async () => {
      const { code, output } = await deployed.stack.run('plan', '-detailed-exitcode', '-input=false');
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('No changes') });
    });

    test('a changed retention is updated in place', async () => {
      const { stack } = deployed;
      stack.edit((original) => withResources(original, FLOW_LOG, withDays(180)));
      const changes = await stack.plannedChanges();
      expect(changes).toEqual([{ address: expect.stringContaining(FLOW_LOG), action: 'update' }]);
      await stack.apply();
      expect(flowLog()).toMatchObject({ retentionPolicy: { enabled: true, days: 180 } });
      expect(await stack.plannedChanges()).toEqual([]);
    });

    test('destroy keeps the resources that existed before', async () => {
      const { arm, stack, before } = deployed;
      expect(await stack.state()).not.toEqual([]);
      await deployed.destroy();
      expect(await stack.state()).toEqual([]);
      expect(deployed.left()).toEqual([]);
      expect(arm.manager.store.ids()).toEqual(expect.arrayContaining([...before]));
      expect(arm.changes('POST').filter((path) => path.endsWith('/unregister'))).toEqual([]);
    });

    test('the stand-in received no unsupported request', () => {
      expect(deployed.arm.exchanges.length).toBeGreaterThan(50);
      expect(deployed.arm.unknown).toEqual([]);
    });
  });

  // the walk of its example publishes a package from the machine of the deployer
  test('deploys a normalizer whose package is at a URL, and destroy deletes all of it', async () => {
    const stack = newStack({ subscriptionId: SUBSCRIPTION });
    new FlowLake(stack, 'Lake', {
      location: 'westeurope',
      normalizer: { openStorage: true, code: FunctionCode.fromUrl('https://example.com/function.zip') },
    });
    const directory = mkdtempSync(join(output, 'url-'));
    writeFileSync(join(directory, STACK_FILE), JSON.stringify(synthesized(stack)));
    const deployed = await AzureDeployment.apply(directory, provider);
    onTestFinished(() => deployed.remove());
    expect(await deployed.stack.plannedChanges()).toEqual([]);
    // without the setting that deletes groups together with what Azure added to them
    await deployed.stack.destroy();
    expect(deployed.left()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});

function withDays(days: number) {
  return (flowLog: Contents): Contents => ({ ...flowLog, retention_policy: { enabled: true, days } });
}
