import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesizedExample } from '../support/cdktf-examples';
import { TerraformStack, withResources } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';

/** The other suites rely on `terraform validate` to report errors. */
describe.each(azurermReleases())('terraform validate with azurerm $major', ({ provider }) => {
  if (provider === undefined) {
    test.skip('the provider is missing', () => undefined);
    return;
  }

  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  let stack: TerraformStack;

  beforeAll(async () => {
    const [directory] = await synthesizedExample('cdktf-vnet', output);
    stack = new TerraformStack(directory as string, provider);
    await stack.init();
  });

  afterAll(() => {
    stack.remove();
    rmSync(output, { recursive: true, force: true });
  });

  test.each([
    ['an argument of no release', { no_such_argument: true }, /Extraneous JSON object property/],
    ['a name that Azure does not take', { name: '-flow-logs' }, /error at azurerm_network_watcher_flow_log/],
    ['a version that there is not', { version: 3 }, /expected version to be in the range/],
    ['a missing block', { retention_policy: undefined }, /Insufficient retention_policy blocks/],
  ])('%s is reported', async (_, planted, problem) => {
    stack.edit((original) =>
      withResources(original, 'azurerm_network_watcher_flow_log', (flowLog) => ({
        ...flowLog,
        ...planted,
      })),
    );
    expect((await stack.problems()).join('\n')).toMatch(problem);
  });
});
