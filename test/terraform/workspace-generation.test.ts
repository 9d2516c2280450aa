import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FlowLake, TrafficAnalytics, VnetFlowLogs } from '../../constructs/cdktf';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment, withDeletedGroups } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { STACK_FILE, type TerraformConfiguration } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';
import { newNetwork, newStack, synthesized } from '../support/terraform-stacks';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** A network with Traffic Analytics in the workspace of its lake. */
function stackOf(workspaceGeneration: number): TerraformConfiguration {
  const stack = newStack({ subscriptionId: SUBSCRIPTION });
  const network = newNetwork(stack);
  const lake = new FlowLake(stack, 'Lake', { location: network.location, workspaceGeneration });
  new VnetFlowLogs(stack, 'FlowLogs', {
    network,
    lake,
    trafficAnalytics: TrafficAnalytics.on(lake.workspace),
  });
  return synthesized(stack) as unknown as TerraformConfiguration;
}

/** One sequence: deploy, destroy, deploy again, increase the generation. */
describe.each(azurermReleases())('Traffic Analytics after a destroy, with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-generation-'));
  let deployed: AzureDeployment;
  const receivesRows = () => {
    const { store } = deployed.arm.manager;
    const workspaces = store.list(
      'microsoft.operationalinsights/workspaces',
      `/subscriptions/${SUBSCRIPTION}`,
    );
    return workspaces.map(({ id }) => deployed.arm.manager.receivesTrafficAnalytics(id));
  };

  beforeAll(async () => {
    writeFileSync(join(directory, STACK_FILE), JSON.stringify(stackOf(1)));
    deployed = await AzureDeployment.apply(directory, provider);
  });

  afterAll(async () => {
    await deployed?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('the workspace receives rows after the first deployment', () => {
    expect(receivesRows()).toEqual([true]);
  });

  test('a workspace of the same name receives no rows after the destroy', async () => {
    const { stack } = deployed;
    stack.edit(withDeletedGroups);
    await stack.destroy();
    expect(deployed.left()).toEqual([]);
    stack.edit((original) => original);
    await stack.apply();
    expect(receivesRows()).toEqual([false]);
  });

  test('a workspace of the next generation receives rows', async () => {
    const { stack } = deployed;
    stack.edit((original) => withDeletedGroups({ ...stackOf(2), terraform: original.terraform }));
    await stack.apply();
    expect(receivesRows()).toEqual([true]);
    expect(await stack.plannedChanges()).toEqual([]);
  });
});
