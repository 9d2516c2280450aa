import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { AzureWalk } from './azure-walk';
import { hasCommand, hasPart } from './processes';
import { azurermReleases } from './terraform-providers';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Resources that Azure keeps after the deletion of a stack, as the page on deployments states. */
const KEPT = /\/managementPolicies\/default$|\/resourceGroups\/(NetworkWatcherRG|monitoring\/.*\/NWTA)/;

/** Declares the tests that deploy examples from an empty subscription, destroy them and deploy them again. */
export function describeWalks(examples: readonly string[]): void {
  describe.each(azurermReleases())('from an empty subscription, with azurerm $major', ({ provider }) => {
    if (provider === undefined || !present) {
      test.skip('a part is missing', () => undefined);
      return;
    }
    const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-walk-'));
    afterAll(() => rmSync(output, { recursive: true, force: true }));

    test.each(examples)('%s is deployed, planned, destroyed and deployed again', async (name) => {
      const walk = await AzureWalk.start(name, join(output, name), provider);
      onTestFinished(() => walk.remove());
      const { arm, stack } = walk;
      for (const _ of ['first', 'again']) {
        await stack.apply();
        expect(walk.deployed()).not.toEqual([]);
        expect(await stack.plannedChanges()).toEqual([]);
        await walk.destroyWithGroups();
        expect(await stack.state()).toEqual([]);
        expect(walk.deployed()).toEqual([]);
        expect(walk.madeByAzure().filter((id) => !KEPT.test(id))).toEqual([]);
      }
      expect(arm.unknown).toEqual([]);
    });
  });
}
