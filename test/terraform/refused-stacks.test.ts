import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AzureDeployment, ROLE_DELAY_MS } from '../support/azure-deployment';
import { synthesizedExamples } from '../support/cdktf-examples';
import { hasCommand, hasPart } from '../support/processes';
import {
  flexConsumptionApp,
  withFewAttempts,
  withoutNetwork,
  withoutOrder,
  withoutWaits,
  withSetting,
} from '../support/refused-stacks';
import type { TerraformConfiguration } from '../support/terraform';
import { azurerm5 } from '../support/terraform-providers';

const provider = azurerm5();
const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Longer than a test. */
const NEVER_MS = 60 * 60_000;

/** Each refusal is the reason for a part of the stack, with which the stand-in accepts the example. */
describe.skipIf(!present || provider === undefined)('what the platform refuses on a first deployment', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  let folders: ReadonlyMap<string, readonly string[]>;
  let deployment: AzureDeployment;

  beforeAll(async () => {
    folders = await synthesizedExamples(output);
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  afterEach(() => deployment.remove());

  /** Output of an apply of a changed example, and the refusals of the stand-in. */
  async function refused(
    example: string,
    change: (stack: TerraformConfiguration) => TerraformConfiguration,
    roleDelayMs = ROLE_DELAY_MS,
  ) {
    deployment = await AzureDeployment.prepare(
      folders.get(example)?.[0] as string,
      provider as NonNullable<typeof provider>,
      { roleDelayMs },
    );
    await deployment.stack.init();
    deployment.stack.edit(change);
    const { code, output: text } = await deployment.stack.run('apply', '-auto-approve', '-input=false');
    expect(deployment.arm.unknown).toEqual([]);
    expect(code).toBe(1);
    return { text, refusals: deployment.arm.refusals.join('\n') };
  }

  test('a package that azurerm publishes: Flex Consumption has no zip deployment', async () => {
    const { text } = await refused('cdktf-normalizer', flexConsumptionApp);
    expect(text).toMatch(/publishing failed with status code 404/);
    expect(deployment.arm.exchanges).toContainEqual(
      expect.objectContaining({
        path: '/api/zipdeploy',
        status: 404,
        document: 'Zip deployment for Azure Functions; azurerm issue 29630',
      }),
    );
  });

  test('an empty AzureWebJobsStorage beside the settings of an identity: the host does not start', async () => {
    const { text } = await refused('cdktf-normalizer', withSetting('AzureWebJobsStorage', ''));
    expect(text).toContain('the setting is present and empty');
  });

  test('roles that have not taken effect: Event Grid cannot deliver', async () => {
    const { text, refusals } = await refused(
      'cdktf-normalizer',
      (stack) => withFewAttempts(withoutWaits(stack)),
      NEVER_MS,
    );
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /creating System Topic Event Subscription.*InvalidRequest: The managed identity/,
    );
    expect(refusals).toMatch(/cannot deliver to .*bicep-registry-modules issue 5205/);
  });

  test('an app without a network before a firewall: the package cannot be stored', async () => {
    const { text } = await refused('cdktf-normalizer', (stack) => withFewAttempts(withoutNetwork(stack)));
    expect(text).toContain('BlobUploadFailedException');
  });

  test('a key whose role has not taken effect: the account cannot use it', async () => {
    const { text } = await refused('cdktf-lifecycle', withoutWaits, NEVER_MS);
    expect(text).toContain('KeyVaultAuthenticationFailure');
  });

  test('flow logs of one watcher at the same time: an apply in their order completes them', async () => {
    const { text } = await refused('cdktf-subscriptions', withoutOrder);
    expect(text).toMatch(/InternalServerError.*An error occurred/s);
    const { stack } = deployment;
    stack.edit((original) => original);
    await stack.apply();
    expect(await stack.plannedChanges()).toEqual([]);
  });
});
