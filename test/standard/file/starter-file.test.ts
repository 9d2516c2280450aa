import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { PROPOSALS_HEAD, starterFile } from '../../../standard/file/starter-file';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import type { Profile } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { awsFlowLog, awsNetwork, azureFlowLog, azureNetwork, modelOf } from '../../support/standard-facts';

const named = (...names: string[]) => PROFILES.filter(({ name }) => names.includes(name));

const SELECTIONS: [string, readonly Profile[]][] = [
  ...PROFILES.map((profile): [string, Profile[]] => [profile.name, [profile]]),
  ['two clouds', named('cis-aws-7.0', 'cis-azure-6.0')],
  ['strict and ordered', named('pci-dss-4.0.1', 'aws-sample-21-fields', 'omb-m-21-31')],
  ['all that have no order', PROFILES.filter(({ name }) => name !== 'aws-sample-21-fields')],
];

const resolved = (text: string) => FlowLogStandard.parse(text, 's.yaml').resolved;

/** The file with the proposals, as after the removal of their comment marks. */
function adopted(text: string): string {
  const [head = '', proposals = ''] = text.split(`${PROPOSALS_HEAD}\n`);
  return head + proposals.replace(/^# /gm, '');
}

describe.each(SELECTIONS)('the starter file of %s', (_, profiles) => {
  const text = starterFile(profiles);
  const names = profiles.map(({ name }) => name).join(', ');

  test('resolves to the same standard as a bare file', () => {
    expect(resolved(text)).toEqual(resolved(`version: 1\nextends: [${names}]`));
  });

  test('weakens no profile', () => {
    const model = modelOf({
      networks: [awsNetwork(), azureNetwork()],
      flowLogs: [awsFlowLog(), azureFlowLog()],
    });
    const rules = check({ model, standard: resolved(text) }).findings.map(({ rule }) => rule);
    expect(rules).not.toContain('FLS006');
  });

  test('has proposals that can be adopted, and weaken no profile', () => {
    const { weakenings, content } = resolved(adopted(text));
    expect(weakenings).toEqual([]);
    expect(content.change).toEqual({ replacement: 'warning', fieldRemoved: 'error' });
  });
});

test('the starter file without profiles requires our proposals', () => {
  const { content } = resolved(starterFile([]));
  expect(content.aws?.traffic).toBe('ALL');
  expect(content.aws?.retention?.minDays).toBe(365);
  expect(starterFile([])).not.toContain(PROPOSALS_HEAD);
});

test('the starter file states that a framework is not in force', () => {
  const line = '# omb-m-21-31: rescinded on 2026-05-22 by M-26-14\n';
  expect(starterFile(named('omb-m-21-31'))).toContain(`extends: [omb-m-21-31]\n${line}`);
  expect(starterFile(named('cis-aws-7.0'))).not.toContain('rescinded');
});
