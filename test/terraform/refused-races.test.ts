import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { AzureDeployment } from '../support/azure-deployment';
import { synthesizedExample } from '../support/cdktf-examples';
import { hasCommand, hasPart } from '../support/processes';
import { withoutOrder, withoutWaits } from '../support/refused-stacks';
import { azurerm5 } from '../support/terraform-providers';

const provider = azurerm5();
const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Longer than a test. */
const NEVER_MS = 60 * 60_000;

/** Examples without a wait or an order. The stand-in accepts them with it. */
describe.skipIf(!present || provider === undefined)('races of a first deployment', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test.each([
    {
      race: 'flow logs of one watcher that are created at the same time',
      example: 'cdktf-subnet',
      change: withoutOrder,
      error: /InternalServerError.*An error occurred/s,
    },
    {
      race: 'a key whose role has not taken effect',
      example: 'cdktf-lifecycle',
      change: withoutWaits,
      error: /KeyVaultAuthenticationFailure/,
      roleDelayMs: NEVER_MS,
    },
  ])('$race', async ({ example, change, error, roleDelayMs = 0 }) => {
    const [directory] = await synthesizedExample(example, join(output, example));
    const deployment = await AzureDeployment.prepare(
      directory as string,
      provider as NonNullable<typeof provider>,
      { roleDelayMs },
    );
    onTestFinished(() => deployment.remove());
    const { arm, stack } = deployment;
    await stack.init();
    stack.edit(change);
    const { code, output: text } = await stack.run('apply', '-auto-approve', '-input=false');
    expect(arm.unknown).toEqual([]);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(error) });
  });
});
