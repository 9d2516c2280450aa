import { expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { known, NetworkKind, type ResourceModel } from '../../../standard/facts';
import { controlsText } from '../../../standard/reporters/control-text';
import { standardOf } from '../../support/rule-cases';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';

/** Findings of one rule for an app. */
function findingsOf(standard: string, model: Partial<ResourceModel>, rule: string) {
  return check({ model: modelOf(model), standard: standardOf(standard) }).findings.filter(
    (finding) => finding.rule === rule,
  );
}

test('a message states the demand, not the longer recommendation of the same severity', () => {
  const archived = known(destination({ retention: known(1000), hotRetention: known(30) }));
  const flowLogs = [awsFlowLog({ destination: archived })];
  const [finding] = findingsOf(
    'extends: [fedramp-high-r5]',
    { networks: [awsNetwork()], flowLogs },
    'FLS403',
  );
  expect(finding?.message).toMatch(/the standard requires 90 days \(fedramp-high-r5\)/);
  expect(finding?.controls.map(({ strength }) => strength)).toEqual(['demanded', 'recommended']);
});

test.each([
  ['[cis-controls-8.1, pci-dss-4.0.1, asd-ism]', 'requires 365 days (pci-dss-4.0.1; asd-ism)'],
  ['[cis-controls-8.1]\naws: { retention: { minDays: 400 } }', 'requires 400 days'],
])('a message names only the authors of the value that it states: %s', (names, expected) => {
  const flowLogs = [awsFlowLog({ destination: known(destination({ retention: known(30) })) })];
  const [finding] = findingsOf(`extends: ${names}`, { networks: [awsNetwork()], flowLogs }, 'FLS401');
  expect(finding?.message).toContain(expected);
  expect(finding?.controls[0]?.profile).toBe('cis-controls-8.1');
});

test('a message that combines the fields of several profiles names all of them', () => {
  const flowLogs = [awsFlowLog({ format: known('${start} ${end} ${bytes}') })];
  const standard = 'extends: [fedramp-high-r4, aws-sample-21-fields]';
  const [finding] = findingsOf(standard, { networks: [awsNetwork()], flowLogs }, 'FLS201');
  expect(finding?.message).toContain('(fedramp-high-r4, our reading; aws-sample-21-fields, our reading)');
});

test('the proposed format has the fields of all strengths, because each change replaces the flow log', () => {
  const flowLogs = [awsFlowLog({ format: known('${version} ${srcaddr}') })];
  const standard = 'extends: [fedramp-high-r4]\naws: { format: { required: [tcp-flags] } }';
  const [finding] = findingsOf(standard, { networks: [awsNetwork()], flowLogs }, 'FLS201');
  expect(finding?.message).toContain('lacks the required fields tcp-flags, start, end, bytes');
  for (const field of ['tcp-flags', 'bytes', 'flow-direction', 'dstaddr', 'vpc-id'])
    expect(finding?.fix).toContain(`\${${field}}`);
});

test('a file that requires no flow logs of networks weakens a profile with its own audit, and is not overruled', () => {
  const networks = [awsNetwork()];
  const standard = 'extends: [cis-aws-7.0]\ncoverage: { networks: none }';
  expect(findingsOf(standard, { networks }, 'FLS101')).toEqual([]);
  expect(findingsOf(standard, { networks }, 'FLS006').length).toBe(1);
});

test('a control of a rescinded framework is cited with its state', () => {
  const [finding] = findingsOf('extends: [omb-m-21-31]', { networks: [awsNetwork()] }, 'FLS101');
  const cited = 'omb-m-21-31 Cloud AWS, demanded (rescinded on 2026-05-22 by M-26-14)';
  expect(controlsText(finding?.controls ?? [])).toBe(cited);
  const weak = 'extends: [omb-m-21-31]\naws: { retention: { minDays: 10 } }';
  const [weakening] = findingsOf(weak, { networks: [awsNetwork()] }, 'FLS006');
  expect(controlsText(weakening?.controls ?? [])).toBe(cited);
});

test('a flow log that may not exist is not the one that an audit finds', () => {
  const networks = [azureNetwork()];
  const existsIf = { text: 'the condition Prod is true', formula: { variable: 'Prod', equals: 'true' } };
  const flowLogs = [azureFlowLog({ target: known('/elsewhere'), existsIf })];
  expect(findingsOf('extends: [cis-azure-6.0]', { networks, flowLogs }, 'FLS101')).not.toContainEqual(
    expect.objectContaining({ severity: 'error' }),
  );
  expect(
    findingsOf('extends: [cis-azure-6.0]', { networks, flowLogs }, 'FLS002').map(
      ({ undecidedRules }) => undecidedRules,
    ),
  ).toEqual([['FLS101']]);
});

test('flow logs of network security groups do not count for a file that requires some network', () => {
  const networks = [azureNetwork(), azureNetwork('Group', NetworkKind.SECURITY_GROUP)];
  const flowLogs = [azureFlowLog({ target: known('Group'), targetKind: known('network security group') })];
  const [finding] = findingsOf('coverage: { networks: some }', { networks, flowLogs }, 'FLS101');
  expect(finding?.severity).toBe('error');
});
