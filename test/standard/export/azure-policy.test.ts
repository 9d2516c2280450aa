import { expect, test } from 'vitest';
import { azurePolicy } from '../../../standard/export/azure-policy';
import { standardOf } from '../../support/rule-cases';

const exportOf = (standard: string) => {
  const { json, notes } = azurePolicy(standardOf(standard));
  return { text: JSON.stringify(json), notes: notes.join('\n') };
};

const AUDIT = '4c3c6c5f';
const DEPLOY = '3e9965dc';
const ANALYTICS = 'azure: { trafficAnalytics: { required: true } }';

test.each([
  ['extends: [cis-azure-6.0]', [AUDIT, DEPLOY], ['once per region']],
  ['extends: [cis-controls-8.1]', [AUDIT], ['no policy that deploys']],
  [`coverage: { networks: some }\n${ANALYTICS}`, [DEPLOY], ['once per region', 'no audit policy']],
  ['coverage: { networks: none }', [], ['no policy that deploys', 'no audit policy']],
])('the notes on the export of %s describe its policies', (standard, policies, expected) => {
  const { text, notes } = exportOf(standard);
  expect([AUDIT, DEPLOY].filter((policy) => text.includes(policy))).toEqual(policies);
  expect(
    ['once per region', 'no policy that deploys', 'no audit policy'].filter((note) => notes.includes(note)),
  ).toEqual(expected);
});

test('a note states a retention that flow logs cannot have', () => {
  const { text, notes } = exportOf(`extends: [nydfs-500.06]\n${ANALYTICS}`);
  expect(text).toContain('"retentionDays":{"value":"365"}');
  expect(notes).toContain('a retention of 1095 days, and a flow log retains at most 365');
  expect(exportOf('extends: [cis-azure-6.0]').notes).not.toContain('at most 365');
});
