import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FlowLogStandard, FlowLogStandardAspect } from '../../../standard/plugins/cdktf';
import { messageOf } from '../../support/thrown';
import { cdktfAppOf } from '../corpus/cdktf-app';
import { CLEAN_AZURE, CORPUS_STANDARD } from '../corpus/corpus-app';
import { AZURE_PLANTS } from '../corpus/plants';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-aspect-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const standard = FlowLogStandard.parse(CORPUS_STANDARD, 's.yaml');

describe('the aspect', () => {
  test('accepts a valid app', () => {
    const build = () =>
      cdktfAppOf(CLEAN_AZURE, join(root, 'clean'), (app) => FlowLogStandardAspect.applyTo(app, { standard }));
    expect(messageOf(build)).toBe('');
  });

  test.each(
    AZURE_PLANTS.filter(({ rule, isChange }) => ['FLS101', 'FLS401', 'FLS408'].includes(rule) && !isChange),
  )('makes the synthesis fail for $rule', ({ rule, planted }) => {
    const build = () =>
      cdktfAppOf(planted, join(root, rule), (app) => FlowLogStandardAspect.applyTo(app, { standard }));
    expect(messageOf(build)).toContain(rule);
  });
});
