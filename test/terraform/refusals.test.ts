import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ArmServer } from '../support/arm/arm-server';
import { seedForStack } from '../support/arm/seed';
import { synthesizedExample } from '../support/cdktf-examples';
import { hasCommand, hasPart } from '../support/processes';
import {
  type Contents,
  type TerraformConfiguration,
  TerraformStack,
  withResources,
} from '../support/terraform';
import { azurerm5 } from '../support/terraform-providers';

const provider = azurerm5();
const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const FLOW_LOG = 'azurerm_network_watcher_flow_log';

/** Each refusal is the reason for a behaviour of a construct. The other suite would fail without that behaviour. */
describe.skipIf(!present || provider === undefined)('what Azure and azurerm refuse', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  let directory: string;
  let arm: ArmServer;
  let stack: TerraformStack;

  beforeAll(async () => {
    directory = (await synthesizedExample('cdktf-vnet', output))[0] as string;
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  beforeEach(async () => {
    arm = await ArmServer.start();
    stack = new TerraformStack(directory, provider as NonNullable<typeof provider>, arm.environment);
    await stack.init();
  });

  afterEach(async () => {
    stack.remove();
    await arm.stop();
  });

  test('a subscription that has no network watcher in the region', async () => {
    // as in a subscription that opted out of the watchers that Azure creates with a network
    const other = (flowLog: Contents) => ({ ...flowLog, network_watcher_name: 'NetworkWatcher_missing' });
    stack.edit((original) => withResources(original, FLOW_LOG, other));
    expect(await applied(stack)).toMatch(
      /retrieving Network Watcher.*NetworkWatcher_missing' was not found/s,
    );
  });

  test('unregistered namespaces', async () => {
    seedForStack(arm.manager, stack.original);
    stack.edit((original) => withProvider(original, { resource_providers_to_register: [] }));
    expect(await applied(stack)).toContain('MissingSubscriptionRegistration');
  });

  test('Traffic Analytics that is removed without being disabled', async () => {
    seedForStack(arm.manager, stack.original);
    stack.edit((original) => withResources(original, FLOW_LOG, withAnalytics));
    expect(await applied(stack)).toContain('Apply complete!');
    stack.edit((original) => withResources(original, FLOW_LOG, withoutAnalytics));
    expect(await applied(stack)).toContain('Disable flow analysis first');
  });

  test('a lifecycle policy beside the retention of a flow log, which overwrites it', async () => {
    seedForStack(arm.manager, stack.original);
    stack.edit(withLifecyclePolicy);
    expect(await applied(stack)).toContain('Apply complete!');
    const changes = await stack.plannedChanges();
    expect(changes.map(({ address }) => address)).toEqual(['azurerm_storage_management_policy.planted']);
  });
});

/** Output of an apply, whether it succeeded or failed. */
async function applied(stack: TerraformStack): Promise<string> {
  return (await stack.run('apply', '-auto-approve', '-input=false')).output;
}

function withProvider(stack: TerraformConfiguration, settings: Contents): TerraformConfiguration {
  const [azurerm] = stack.provider?.azurerm ?? [];
  return { ...stack, provider: { ...stack.provider, azurerm: [{ ...azurerm, ...settings }] } };
}

function withAnalytics(flowLog: Contents): Contents {
  return { ...flowLog, traffic_analytics: { ...(flowLog.traffic_analytics as Contents), enabled: true } };
}

function withoutAnalytics(flowLog: Contents): Contents {
  return { ...flowLog, traffic_analytics: undefined };
}

/** The policy is created first, like an existing policy. */
function withLifecyclePolicy(stack: TerraformConfiguration): TerraformConfiguration {
  const policy = 'azurerm_storage_management_policy';
  const [flowLog] = Object.values(stack.resource?.[FLOW_LOG] ?? {});
  const rule = {
    name: 'planted',
    enabled: true,
    filters: { blob_types: ['blockBlob'] },
    actions: { base_blob: { tier_to_cool_after_days_since_modification_greater_than: 30 } },
  };
  const later = withResources(stack, FLOW_LOG, (each) => ({ ...each, depends_on: [`${policy}.planted`] }));
  const planted = { planted: { storage_account_id: flowLog?.storage_account_id, rule: [rule] } };
  return { ...later, resource: { ...later.resource, [policy]: planted } };
}
