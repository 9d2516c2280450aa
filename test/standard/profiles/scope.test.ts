import { describe, expect, test } from 'vitest';
import { azureContradictions } from '../../../standard/apply/azure-settings';
import { check } from '../../../standard/check';
import { known, unknown } from '../../../standard/facts';
import { FlowLogScope } from '../../../standard/flow-log-scope';
import { standardOf } from '../../support/rule-cases';
import { azureFlowLog, modelOf } from '../../support/standard-facts';

/** The findings on the retention of a flow log of 30 days, with the cited controls. */
function retentionFindings(profile: string, facts: Parameters<typeof azureFlowLog>[0]) {
  const flowLogs = [azureFlowLog({ retentionDays: known(30), ...facts })];
  const { findings } = check({
    model: modelOf({ networks: [], flowLogs }),
    standard: standardOf(`extends: [${profile}]`),
  });
  return findings
    .filter(({ rule }) => rule === 'FLS401')
    .map(({ severity, controls }) => `${severity} ${controls.map(({ id }) => id).join()}`);
}

describe('the scope of the controls of CIS Azure', () => {
  test.each([
    ['cis-azure-3.0', 'network security group', ['error 7.5']],
    ['cis-azure-3.0', 'virtual network', ['error 7.5']],
    ['cis-azure-4.0', 'network security group', ['error 8.5']],
    ['cis-azure-4.0', 'virtual network', ['error 8.8']],
    ['cis-azure-6.0', 'network security group', ['error 7.5']],
    ['cis-azure-6.0', 'virtual network', ['error 7.8']],
    ['cis-azure-6.0', 'subnet', ['error 7.8']],
    ['cis-azure-6.0', 'network interface', ['error 7.8']],
  ])('%s requires a retention of a flow log of a %s: %j', (profile, kind, expected) => {
    expect(retentionFindings(profile, { targetKind: known(kind) })).toEqual(expected);
  });

  test('is undecided for a flow log whose target is unknown', () => {
    const flowLogs = [azureFlowLog({ retentionDays: known(30), targetKind: unknown('it is a parameter') })];
    const { findings } = check({
      model: modelOf({ networks: [], flowLogs }),
      standard: standardOf('extends: [cis-azure-6.0]'),
    });
    expect(findings.filter(({ rule }) => rule === 'FLS401')).toEqual([]);
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toContainEqual(
      expect.stringMatching(/^FLS002 .*30 days.*whether the flow log is one of network security groups/),
    );
  });

  test('excludes new flow logs of constructs from the requirements on network security groups only', () => {
    const standard = standardOf('extends: [cis-azure-6.0]');
    const onlyGroups = standard.requirements.map((each) => ({
      ...each,
      scope: FlowLogScope.SECURITY_GROUPS,
    }));
    const given = { retentionDays: 30, enabled: true };
    expect(azureContradictions(standard, given)).toEqual([expect.stringContaining('requires at least 90')]);
    expect(azureContradictions({ ...standard, requirements: onlyGroups }, given)).toEqual([]);
  });
});
