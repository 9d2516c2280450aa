import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArtifactVersions } from '../../standard/adapters/read-artifact';
import { CLEAN_AWS, CLEAN_AZURE } from '../standard/corpus/corpus-app';
import { expectedRules, findingsIn, rulesOf } from '../standard/corpus/found';
import { AWS_PLANTS, AZURE_PLANTS, casesOf } from '../standard/corpus/plants';
import { TerraformPlans } from '../standard/corpus/terraform-plans';
import { hasCommand, hasPartOfMachine } from '../support/processes';

const install = 'see "Install Terraform" of its documentation';
const present = hasPartOfMachine('terraform', install, hasCommand('terraform', 'version'));

describe.skipIf(!present)('the corpus, planned by Terraform', () => {
  const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-plans-'));
  let plans: TerraformPlans;

  beforeAll(async () => {
    plans = await TerraformPlans.start();
  });

  afterAll(() => {
    plans?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test.each(casesOf([...AWS_PLANTS, ...AZURE_PLANTS], 'Terraform plan'))(
    '%s: %s',
    async (_rule, _title, index, plant) => {
      const before = join(root, String(index), 'clean');
      const clean = await plans.plan(plant.clean, before);
      const expected = expectedRules(plant, 'Terraform plan');
      expect(rulesOf(findingsIn(plant, clean))).toEqual(expected.clean);

      // a change is planned on the applied state, which the plan contains
      if (plant.isChange) await plans.apply(before);
      const planted = await plans.plan(
        plant.planted,
        plant.isChange ? before : join(root, String(index), 'planted'),
      );
      const findings = findingsIn(
        plant,
        planted,
        plant.isChange ? readArtifactVersions(planted).prior() : undefined,
      );
      expect(rulesOf(findings)).toEqual(expected.planted);
      const found = findings.find(({ rule, undecidedRule }) => (undecidedRule ?? rule) === plant.rule);
      expect(found?.subject?.address).toContain(plant.subject);
    },
  );

  test.each([
    ['AWS', CLEAN_AWS],
    ['Azure', CLEAN_AZURE],
  ])('a second plan of %s is empty', async (cloud, app) => {
    const directory = join(root, cloud);
    await plans.plan(app, directory);
    await plans.apply(directory);
    const path = await plans.plan(app, directory);
    expect(TerraformPlans.actionsOf(path)).toEqual(['no-op']);
    expect(rulesOf(findingsIn({}, path, readArtifactVersions(path).prior()))).toEqual([]);
  });
});
