import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { AzureWalk } from '../support/azure-walk';
import { hasCommand, hasPart } from '../support/processes';
import { type Contents, withResources } from '../support/terraform';
import { azurerm5 } from '../support/terraform-providers';

const provider = azurerm5();
const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Milliseconds until a role takes effect: longer than a resource takes. */
const LATE_MS = 120_000;

/** What Azure refuses if a stack has neither the order nor the waits of the constructs, on the first apply. */
describe.skipIf(!present || provider === undefined)('a first deployment', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-order-'));
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test.each([
    [
      'cdktf-subscriptions',
      'with flow logs of one watcher at the same time',
      'azurerm_network_watcher_flow_log',
      ({ depends_on: _, ...flowLog }: Contents) => flowLog,
      'InternalServerError',
    ],
    [
      'cdktf-lifecycle',
      'without the wait for the role on the key',
      'time_sleep',
      (wait: Contents) => ({ ...wait, create_duration: '0s' }),
      'KeyVaultAuthenticationFailure',
    ],
  ])('of %s %s fails', async (example, _, type, change, message) => {
    const walk = await AzureWalk.start(
      example,
      join(output, example),
      provider as NonNullable<typeof provider>,
      LATE_MS,
    );
    onTestFinished(() => walk.remove());
    const { stack } = walk;
    stack.edit((original) => withResources(original, type, change));
    const refused = await stack.run('apply', '-auto-approve', '-input=false');
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining(message)]);
  });
});
