import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RULE_METADATA } from '../../../standard/rules';
import { resultsIn } from '../../support/rule-results';
import { ENGINES } from './engines';
import { expectedRules, foundIn, rulesOf } from './found';
import { AWS_PLANTS, AZURE_PLANTS, casesOf } from './plants';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-corpus-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Rules about the standard itself, which no app can violate. */
const ABOUT_STANDARDS = ['FLS001', 'FLS002', 'FLS003', 'FLS004', 'FLS005', 'FLS006', 'FLS007'];

const PLANTS = { aws: AWS_PLANTS, azure: AZURE_PLANTS };

test('the corpus contains a violation of every rule about apps', () => {
  const planted = new Set([...AWS_PLANTS, ...AZURE_PLANTS].map(({ rule }) => rule));
  expect(RULE_METADATA.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual(ABOUT_STANDARDS);
});

describe.each(
  ENGINES.flatMap((engine) => engine.clouds.map((cloud) => [engine.name, cloud, engine] as const)),
)('%s of %s', (name, cloud, engine) => {
  test.each(casesOf(PLANTS[cloud], name))('%s: %s', async (_rule, _title, index, plant) => {
    const directory = (variant: string) =>
      join(root, name.replaceAll(' ', '-'), cloud, String(index), variant);
    const found = await foundIn(
      plant,
      engine.write(plant.clean, directory('clean')),
      engine.write(plant.planted, directory('planted')),
    );
    const expected = expectedRules(plant, name);
    expect(rulesOf(found.clean)).toEqual(expected.clean);
    expect(rulesOf(found.planted)).toEqual(expected.planted);
    const subject = resultsIn(found.planted).find(({ rule }) => rule === plant.rule)?.subject;
    expect(subject?.address).toContain(plant.subject);
  });
});
