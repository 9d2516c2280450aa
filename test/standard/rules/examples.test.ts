import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { Cloud } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { Outcome, RULES } from '../../../standard/rules';

const STANDARD = FlowLogStandard.parse(
  `version: 1
aws:
  format: { required: [srcaddr, dstaddr, bytes, start, end, action], order: exact, extra: deny, default: deny }
  traffic: ALL
  maxAggregationSeconds: 60
  destinations:
    - { type: s3, name: 'central-*', fileFormat: parquet, hivePartitions: true, hourlyPartitions: true }
  retention: { minDays: 365, hotDays: 90 }
  customerManagedKey: true
consumer: { requireLossless: warning }
`,
  'examples.yaml',
).resolved;

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-examples-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function outcomes(id: string, example: string): Outcome[] {
  const path = join(directory, `${id}.yaml`);
  writeFileSync(path, `Resources:\n${example.replace(/^/gm, '  ')}\n`);
  const rule = RULES.find((each) => each.id === id);
  return rule?.check(readArtifact(path, directory), STANDARD).map(({ outcome }) => outcome) ?? [];
}

const awsRules = RULES.filter(({ clouds }) => clouds.includes(Cloud.AWS));

test.each(awsRules.map((rule) => [rule.id, rule] as const))(
  '%s reports the incorrect example and accepts the correct one',
  (id, rule) => {
    expect(outcomes(id, rule.bad)).toContain(Outcome.FAIL);
    const good = outcomes(id, rule.good);
    expect(good).toContain(Outcome.PASS);
    expect(good).not.toContain(Outcome.FAIL);
  },
);
