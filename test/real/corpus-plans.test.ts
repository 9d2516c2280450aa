import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArtifactVersions } from '../../standard/adapters/read-artifact';
import type { Finding } from '../../standard/finding';
import { comparedFindings } from '../standard/corpus/compared-findings';
import { CLEAN_AWS, CLEAN_AZURE, type CorpusApp } from '../standard/corpus/corpus-app';
import { expectedRules, findingsIn, foundIn, rulesOf } from '../standard/corpus/found';
import { hclOf } from '../standard/corpus/hcl-app';
import { AWS_PLANTS, AZURE_PLANTS, casesOf } from '../standard/corpus/plants';
import { TerraformPlans } from '../standard/corpus/terraform-plans';
import { hasCommand, hasPartOfMachine } from '../support/processes';
import { resultsIn } from '../support/rule-results';

const install = 'see "Install Terraform" of its documentation';
const present = hasPartOfMachine('terraform', install, hasCommand('terraform', 'version'));

/** Maximum number of results that the configuration or the plan of an app can leave undecided. */
const MOST_UNDECIDED = 5;

describe.skipIf(!present)('the corpus, planned by Terraform', () => {
  const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-plans-'));
  let plans: TerraformPlans;
  let decided = 0;
  const undecided: string[] = [];

  beforeAll(async () => {
    plans = await TerraformPlans.start();
  });

  afterAll(() => {
    plans?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test.each(casesOf([...AWS_PLANTS, ...AZURE_PLANTS], 'Terraform plan'))(
    '%s: %s',
    async (_rule, title, index, plant) => {
      const before = join(root, String(index), 'clean');
      const clean = await plans.plan(plant.clean, before);
      const expected = expectedRules(plant, 'Terraform plan');
      const ofClean = findingsIn(plant, clean);
      expect(rulesOf(ofClean)).toEqual(expected.clean);

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
      const found = resultsIn(findings).find(({ rule }) => rule === plant.rule);
      expect(found?.subject?.address).toContain(plant.subject);

      const configured = await foundIn(
        plant,
        written(plant.clean, join(root, String(index), 'configuration', 'clean')),
        written(plant.planted, join(root, String(index), 'configuration', 'planted')),
      );
      expectEqual(`${title}, clean`, configured.clean, ofClean);
      expectEqual(title, configured.planted, findings);
    },
  );

  test('configurations and plans leave few results undecided', () => {
    process.stderr.write(
      `configurations and plans: ${decided} equal findings, ${undecided.length} undecided\n${undecided.map((each) => `  ${each}\n`).join('')}`,
    );
    expect(undecided.length).toBeLessThanOrEqual(MOST_UNDECIDED);
  });

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

  /** Writes the app in the Terraform language. @returns the directory */
  function written(app: CorpusApp, directory: string): string {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'main.tf'), hclOf(app));
    return directory;
  }

  /** Expects that a configuration and its plan have equal findings where both decide. */
  function expectEqual(app: string, configured: readonly Finding[], planned: readonly Finding[]): void {
    const compared = comparedFindings(configured, planned);
    decided += compared.decided.one.length;
    undecided.push(...compared.undecided.map((result) => `${app}: ${result}`));
    expect(compared.decided.one).toEqual(compared.decided.other);
  }
});
