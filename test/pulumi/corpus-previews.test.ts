import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArtifact, readArtifactVersions } from '../../standard/adapters/read-artifact';
import { CLEAN_AWS, CLEAN_AZURE, CORPUS_STANDARD, type CorpusApp } from '../standard/corpus/corpus-app';
import { expectedRules, findingsIn, rulesOf, standardTextOf } from '../standard/corpus/found';
import { AWS_PLANTS, AZURE_PLANTS, casesOf, type Plant } from '../standard/corpus/plants';
import { previewOf } from '../standard/corpus/preview-app';
import { PulumiPreviews } from '../standard/corpus/pulumi-previews';
import { hasPart } from '../support/processes';
import { resultsIn } from '../support/rule-results';
import { ROOT } from '../support/source-files';

const script = 'scripts/pulumi-engine.mjs';
const engine = execFileSync(process.execPath, [join(ROOT, script), '--where'], { encoding: 'utf8' });
const present = hasPart("Pulumi's engine", `node ${script}`, existsSync(engine));

describe.skipIf(!present)('the corpus, previewed by Pulumi', () => {
  const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-previews-'));
  const directory = (...parts: string[]) => join(root, ...parts);
  let previews: PulumiPreviews;

  beforeAll(async () => {
    previews = await PulumiPreviews.start(engine);
  });

  afterAll(() => {
    previews?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test.each(casesOf([...AWS_PLANTS, ...AZURE_PLANTS], 'Pulumi preview'))(
    '%s: %s',
    async (_rule, _title, index, plant) => {
      const clean = await previews.preview(plant.clean, directory(String(index), 'clean'));
      const expected = expectedRules(plant, 'Pulumi preview');
      expect(rulesOf(findingsIn(plant, clean))).toEqual(expected.clean);

      const planted = await plantedPreview(plant, index);
      const findings = findingsIn(
        plant,
        planted,
        plant.isChange ? readArtifactVersions(planted).prior() : undefined,
      );
      expect(rulesOf(findings)).toEqual(expected.planted);
      const found = resultsIn(findings).find(({ rule }) => rule === plant.rule);
      expect(found?.subject?.address).toContain(plant.subject);
    },
  );

  /** A change is previewed on the deployed state, which the preview contains. */
  async function plantedPreview(plant: Plant, index: number): Promise<string> {
    const place = directory(String(index), 'planted');
    if (plant.isChange) await previews.deploy(plant.clean, place);
    return previews.preview(plant.planted, place);
  }

  test.each(
    casesOf(
      [...AWS_PLANTS, ...AZURE_PLANTS].filter(({ isChange }) => !isChange),
      'Pulumi preview',
    ),
  )('the policy pack finds %s: %s', async (_rule, _title, index, plant) => {
    const output = await previews.policiesOf(
      plant.planted,
      directory('policies', String(index)),
      standardTextOf(plant),
    );
    const named = output.match(/FLS\d{3}(?=-[a-z-]+ {2}\()/g) ?? [];
    expect([...new Set(named)].sort()).toEqual(expectedRules(plant, 'Pulumi policy pack').planted);
  });

  test.each([
    ['AWS', CLEAN_AWS],
    ['Azure', CLEAN_AZURE],
  ])('the policy pack reports nothing for the clean app of %s', async (cloud, app) => {
    const output = await previews.policiesOf(app, directory('policies', cloud), CORPUS_STANDARD);
    expect(output).not.toMatch(/FLS\d{3}/);
    expect(output).toContain('✅ flow-logs');
  });

  test('the shapes of the unit tests are read like the output of the engine', async () => {
    for (const [cloud, app] of Object.entries({ aws: CLEAN_AWS, azure: CLEAN_AZURE })) {
      const path = await previews.preview(app, directory('written', cloud));
      expect(shape(JSON.parse(readFileSync(path, 'utf8')))).toMatchObject(shape(previewOf(app)));
    }
  });

  test('resources have the source line of the program', async () => {
    const { flowLogs } = readArtifact(await previews.preview(CLEAN_AWS, directory('lines')));
    expect(flowLogs[0]?.where.source?.file).toMatch(/test\/standard\/corpus\/pulumi-previews\.ts$/);
  });

  test('a changed network is undecided, because the preview omits its unchanged flow log', async () => {
    const changed: CorpusApp = { ...CLEAN_AWS, vpcs: ['Vpc', 'Another'] };
    const place = directory('sames');
    await previews.deploy(CLEAN_AWS, place);
    const partial = await previews.preview(changed, place, { sames: false });
    expect(rulesOf(findingsIn({}, partial))).toEqual(['FLS002']);
    const whole = await previews.preview(changed, place);
    const [finding, ...others] = findingsIn({}, whole);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'FLS101',
      subject: { address: expect.stringMatching(/Another$/) },
    });
  });
});

/** The parts of a preview that the adapter reads: resources by name, and references. */
function shape(preview: object): Record<string, object> {
  const { steps } = preview as { steps: readonly { urn: string; op: string; newState: PreviewState }[] };
  return Object.fromEntries(
    steps
      .filter(({ newState }) => newState.custom)
      .map(({ urn, op, newState: { type, inputs, propertyDependencies, parent } }) => [
        urn,
        { op, type, inputs, propertyDependencies, parent },
      ]),
  );
}

interface PreviewState {
  readonly custom?: boolean;
  readonly type: string;
  readonly parent: string;
  readonly inputs: object;
  readonly propertyDependencies: object;
}
