import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readArtifact } from '../../standard/adapters/read-artifact';
import { isAwsFlowLog } from '../../standard/facts';
import { Outcome } from '../../standard/rule-support/rule';
import { DELIVERY_PERMISSION } from '../../standard/rules/fls407-delivery-permission';
import { synthesizeExample } from '../support/cdk-example';
import { standardOf } from '../support/rule-cases';
import { ROOT } from '../support/source-files';

const temporary = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-examples-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => name.startsWith('cdk-'));

test.each(EXAMPLES)('the policies of %s deny no delivery', async (name) => {
  const directory = join(temporary, name);
  await synthesizeExample(name, directory);
  const model = readArtifact(directory);
  expect(model.flowLogs.filter(isAwsFlowLog).length).toBeGreaterThan(0);
  const verdicts = DELIVERY_PERMISSION.check(model, standardOf());
  expect(verdicts.filter(({ outcome }) => outcome === Outcome.FAIL)).toEqual([]);
});
