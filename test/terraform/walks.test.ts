import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AzureWalk } from '../support/azure-walk';
import { cdktfExamples, synthesizedExamples } from '../support/cdktf-examples';
import { hasCommand, hasPart } from '../support/processes';
import { azurermReleases } from '../support/terraform-providers';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

/** Resources that Azure keeps after the deletion of a stack, as the page on deployments states. */
const KEPT = /\/managementPolicies\/default$|\/resourceGroups\/(NetworkWatcherRG|monitoring\/.*\/NWTA)/;

describe.each(azurermReleases())('from an empty subscription, with azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-walk-'));
  let folders: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    folders = await synthesizedExamples(output);
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test.each(cdktfExamples())('%s is deployed, planned, destroyed and deployed again', async (name) => {
    const [directory, second] = folders.get(name) ?? [];
    if (directory === undefined || second !== undefined) throw new Error(`${name} has not one stack`);
    const walk = await AzureWalk.start(name, directory, provider);
    onTestFinished(() => walk.remove());
    const { arm, stack } = walk;
    expect(await stack.problems()).toEqual([]);
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
