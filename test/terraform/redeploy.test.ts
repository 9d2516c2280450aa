import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  FlowLake,
  type FlowLakeProps,
  FunctionCode,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../constructs/cdktf';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment, ROLE_DELAY_MS, withDeletedGroups } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { STACK_FILE, type TerraformConfiguration, withResources } from '../support/terraform';
import { azurerm5 } from '../support/terraform-providers';
import { newNetwork, newStack, synthesized } from '../support/terraform-stacks';

const provider = azurerm5();
const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const FLOW_LOG = 'azurerm_network_watcher_flow_log';
const NORMALIZER = { openStorage: true, code: FunctionCode.fromUrl('https://example.com/function.zip') };

/** Each refusal is of the configuration without one of the orders and groups that the constructs add. */
describe.skipIf(!present || provider === undefined)('a first deployment to Azure', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-redeploy-'));
  const started: AzureDeployment[] = [];

  afterEach(async () => {
    for (const each of started.splice(0)) await each.remove();
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  /** Starts a subscription for a stack with a lake and flow logs of networks, and initializes the stack. */
  async function prepared(
    networks: readonly string[],
    props: Partial<FlowLakeProps>,
    { isAnalyzed = false, roleDelayMs = ROLE_DELAY_MS } = {},
  ) {
    const directory = mkdtempSync(join(output, 'stack-'));
    writeFileSync(join(directory, STACK_FILE), JSON.stringify(configured(networks, props, isAnalyzed)));
    const deployment = await AzureDeployment.prepare(directory, provider as NonNullable<typeof provider>, {
      roleDelayMs,
    });
    started.push(deployment);
    await deployment.stack.init();
    return deployment;
  }

  test('with a normalizer is complete, can be destroyed and deployed again', async () => {
    const deployed = await prepared([], { normalizer: NORMALIZER });
    const { stack, arm } = deployed;
    await stack.apply();
    expect(await stack.plannedChanges()).toEqual([]);
    await stack.destroy();
    expect(deployed.left()).toEqual([]);
    await stack.apply();
    expect(arm.unknown).toEqual([]);
  });

  test('needs roles in effect', async () => {
    const { stack } = await prepared([], { normalizer: NORMALIZER }, { roleDelayMs: 600_000 });
    stack.edit((original) =>
      withResources(original, 'time_sleep', (wait) => ({ ...wait, create_duration: '0s' })),
    );
    const { code, output: text } = await stack.run('apply', '-auto-approve', '-input=false');
    expect(code).not.toBe(0);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /creating System Topic Event Subscription.*InvalidRequest: The managed identity/,
    );
  });

  test('creates flow logs of one watcher one after the other', async () => {
    const { stack } = await prepared(['a', 'b', 'c'], {});
    stack.edit((original) => withResources(original, FLOW_LOG, ({ depends_on: _, ...each }) => each));
    const { output: text } = await stack.run('apply', '-auto-approve', '-input=false');
    expect(text).toContain('InternalServerError');
    stack.edit((original) => original);
    await stack.apply();
    expect(await stack.plannedChanges()).toEqual([]);
    await stack.destroy();
  });

  test('after a deletion of what Traffic Analytics created needs another workspace name', async () => {
    const deployed = await prepared(['a'], {}, { isAnalyzed: true });
    const { stack, arm } = deployed;
    const nwta = () => arm.manager.store.ids().filter((id) => /nwta/i.test(id));
    await stack.apply();
    expect(nwta()).toHaveLength(2);
    stack.edit(withDeletedGroups);
    await stack.destroy();
    await stack.apply();
    expect(nwta()).toEqual([]);
    const next = configured(['a'], { workspaceGeneration: 2 }, true);
    stack.edit((original) => ({ ...original, resource: next.resource }));
    await stack.apply();
    expect(nwta()).toHaveLength(2);
  });
});

function configured(
  networks: readonly string[],
  props: Partial<FlowLakeProps>,
  isAnalyzed: boolean,
): TerraformConfiguration {
  const stack = newStack({ subscriptionId: SUBSCRIPTION });
  const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', ...props });
  const trafficAnalytics = isAnalyzed ? TrafficAnalytics.on(lake.workspace) : undefined;
  for (const id of networks) {
    new VnetFlowLogs(stack, `FlowLogs-${id}`, { network: newNetwork(stack, id), lake, trafficAnalytics });
  }
  return synthesized(stack) as unknown as TerraformConfiguration;
}
