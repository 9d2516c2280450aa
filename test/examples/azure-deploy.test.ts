import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { ResourceManager } from '../support/arm/resource-manager';
import { seedForStack } from '../support/arm/seed';
import { preparationOf, preparedExamples, runAzureCli } from '../support/azure-cli';
import { cdktfExamples, synthesizedExamples } from '../support/cdktf-examples';
import { STACK_FILE, type TerraformConfiguration } from '../support/terraform';

/** The walk-through in docs/azure-deploy.md, from an empty subscription. */
describe('the commands of the page on deployments', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-deploy-'));
  let stacks: Map<string, string[]>;

  beforeAll(async () => {
    stacks = await synthesizedExamples(output);
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  const stacksOf = (example: string): TerraformConfiguration[] =>
    (stacks.get(example) as string[]).map((directory) =>
      JSON.parse(readFileSync(join(directory, STACK_FILE), 'utf8')),
    );

  test.each(cdktfExamples())('create what %s looks up', (example) => {
    const manager = new ResourceManager();
    for (const command of preparationOf(example)) runAzureCli(command, manager, SUBSCRIPTION);
    const prepared = manager.store.ids();
    for (const stack of stacksOf(example)) seedForStack(manager, stack);
    expect(manager.store.ids()).toEqual(prepared);
  });

  test('name examples that exist', () => {
    expect(cdktfExamples()).toEqual(expect.arrayContaining(preparedExamples()));
    expect(preparedExamples()).toContain('cdktf-analytics');
  });

  test('leave nothing out: without them, the examples look up resources that do not exist', () => {
    const manager = new ResourceManager();
    for (const stack of stacksOf('cdktf-normalizer')) seedForStack(manager, stack);
    expect(manager.store.ids().join('\n')).toMatch(/virtualNetworks\/hub\/subnets\/functions/);
  });

  test('a command that is unknown here is an error', () => {
    expect(() => runAzureCli('az acr create --name a', new ResourceManager(), SUBSCRIPTION)).toThrow(
      'unknown command: az acr create --name a',
    );
    expect(() =>
      runAzureCli(
        'az network vnet create --resource-group none --name a',
        new ResourceManager(),
        SUBSCRIPTION,
      ),
    ).toThrow('the group does not exist');
  });

  test('every example names its subscription', () => {
    for (const example of cdktfExamples()) {
      const app = readFileSync(join('examples', example, 'app.ts'), 'utf8');
      const providers = app.match(/new AzurermProvider\(/g) ?? [];
      expect([example, app.match(/subscriptionId: /g)?.length]).toEqual([example, providers.length]);
      expect(app).toMatch(/subscriptionId: (process\.env\.)?ARM_SUBSCRIPTION_ID/);
      // no id of a subscription that is not the reader's
      expect(app).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
    }
  });
});
