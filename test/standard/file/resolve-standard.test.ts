import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { rulesOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { RULE_METADATA } from '../../../standard/rules';
import { Severity } from '../../../standard/severity';

function resolved(text: string) {
  return FlowLogStandard.parse(`version: 1\n${text}`, 's.yaml').resolved;
}

describe('profiles', () => {
  test('are valid, and refer to existing rules', () => {
    const rules = RULE_METADATA.map(({ id }) => id);
    for (const { name, controls } of PROFILES) {
      expect(resolved(`extends: [${name}]`).profiles).toHaveLength(1);
      for (const control of controls) expect(rules).toEqual(expect.arrayContaining(rulesOf(control)));
    }
  });

  test('have unique names', () => {
    expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(PROFILES.length);
  });

  test('contain the documented lists of fields', () => {
    const { required, order } = resolved('extends: [aws-sample-21-fields]').aws.format;
    expect(required.join(' ')).toBe(
      'version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr ' +
        'pkt-dstaddr protocol bytes packets start end action tcp-flags log-status',
    );
    expect(order).toBe('exact');
    expect(resolved('extends: [lza]').aws.format.required).toHaveLength(27);
    expect(resolved('extends: [lza]').aws.format.required.slice(0, 14)).toEqual(LogFormat.AWS_DEFAULT.names);
  });
});

describe('several profiles', () => {
  test('apply the strictest value', () => {
    const { aws, azure } = resolved('extends: [cis-aws-7.0, pci-dss-4.0.1, cert-in-2022]');
    expect(aws.retention).toMatchObject({ minDays: 365, hotDays: 90 });
    expect(azure.retention.minDays).toBe(365);
  });

  test('combine their required fields, those of the ordered profile first', () => {
    const { required } = resolved(
      'extends: [pci-dss-4.0.1, aws-sample-21-fields]\naws: { format: { required: [reject-reason] } }',
    ).aws.format;
    expect(required.slice(0, 2)).toEqual(['version', 'vpc-id']);
    expect(required.at(-1)).toBe('reject-reason');
    expect(new Set(required).size).toBe(required.length);
  });
});

test('a value in the file overrides the profiles', () => {
  const { aws } = resolved('extends: [cis-aws-7.0]\naws: { traffic: ALL, retention: { minDays: 30 } }');
  expect(aws.traffic).toBe('ALL');
  expect(aws.retention.minDays).toBe(30);
});

test('other settings set severities of rules, and `rules` overrides them', () => {
  const { severities } = resolved(
    'aws: { format: { default: deny, extra: warn }, customerManagedKey: true }\n' +
      'change: { replacement: error, fieldRemoved: off }\nrules: { FLS206: note }',
  );
  expect(severities).toMatchObject({
    FLS205: Severity.ERROR,
    FLS206: Severity.NOTE,
    FLS501: Severity.ERROR,
    FLS503: Severity.OFF,
    FLS601: Severity.OFF,
  });
  expect(severities.FLS406).toBeUndefined();
  expect(resolved('').severities.FLS406).toBe(Severity.OFF);
});

test('exceptions have the lines of the file', () => {
  const { exceptions } = resolved(
    "exceptions:\n  - { rule: FLS101, at: 'a' }\n  - { rule: FLS401, at: 'b' }",
  );
  expect(exceptions.map(({ line }) => line)).toEqual([3, 4]);
});
