import { expect, test } from 'vitest';
import { telemetryRule } from '../../../standard/export/telemetry-rule';
import { standardOf } from '../../support/rule-cases';

const exportOf = (standard: string) => JSON.stringify(telemetryRule(standardOf(standard)).json);

test.each([
  ['extends: [nydfs-500.06]', 1096],
  ['extends: [cis-aws-7.0]', 365],
  ['extends: [cis-aws-7.0, omb-m-21-31]', 1096],
])('%s has a retention of log groups that meets its profiles', (standard, days) => {
  const text = exportOf(standard);
  expect(text).toContain(`"RetentionInDays":${days},`);
  expect(text).toContain('"TrafficType":"ALL"');
});

test('only the file narrows the traffic', () => {
  expect(exportOf('aws: { traffic: REJECT }')).toContain('"TrafficType":"REJECT"');
});

test('log groups without an end of their retention meet a longer one than they can have', () => {
  expect(exportOf('aws: { retention: { minDays: 4000 } }')).not.toContain('RetentionInDays');
});
