import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { readArtifacts } from '../../../../standard/adapters/read-artifact';
import { check } from '../../../../standard/check';
import { FlowLogStandard } from '../../../../standard/flow-log-standard';
import { ArtifactLines } from '../../../../standard/locations/artifact-lines';
import { REPORTERS } from '../../../../standard/reporters';

const APP = join(__dirname, 'modules-app');

test('the app of modules has SARIF results at the lines of its blocks and arguments', async () => {
  const { current } = await readArtifacts([APP]);
  const standard = FlowLogStandard.parse('version: 1\naws: { traffic: ALL }', 's.yaml').resolved;
  const lines = new ArtifactLines();
  const text = REPORTERS.sarif?.({
    result: check({ model: current, standard }),
    standard,
    version: '1.0.0',
    colours: false,
    lineOf: (artifact, pointer) => lines.lineOf(artifact, pointer),
  });
  const results = (JSON.parse(text ?? '') as Log).runs[0]?.results ?? [];
  const errors = results
    .filter(({ level }) => level === 'error')
    .map(({ ruleId, locations: [location] = [] }) => {
      const { artifactLocation, region } = location?.physicalLocation ?? {};
      const source = readFileSync(join(process.cwd(), artifactLocation?.uri ?? ''), 'utf8').split('\n');
      return [ruleId, source[(region?.startLine ?? 0) - 1]?.trim()];
    });
  expect(errors).toEqual([
    ['FLS101', 'resource "aws_vpc" "this" {'],
    ['FLS101', 'resource "aws_vpc" "this" {'],
    ['FLS301', expect.stringMatching(/^traffic_type/)],
  ]);
  expect(current.networks.map(({ localName }) => localName).sort()).toEqual([
    'module.hub.aws_subnet.private[0]',
    'module.hub.aws_subnet.private[1]',
    'module.hub.aws_vpc.this[0]',
    'module.lab.aws_vpc.this[0]',
    'module.spoke["app"].aws_vpc.this[0]',
    'module.spoke["data"].aws_vpc.this[0]',
  ]);
});
