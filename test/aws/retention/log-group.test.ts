import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { expect, test } from 'vitest';
import { LOG_GROUP_RETENTION_DAYS, logGroupRetentionProblem } from '../../../aws/retention';

test('the days for which a log group can be kept are those that CDK knows', () => {
  const days = Object.values(RetentionDays).filter((value) => typeof value === 'number');
  expect(LOG_GROUP_RETENTION_DAYS).toEqual(days.filter((value) => value !== RetentionDays.INFINITE));
});

test.each(LOG_GROUP_RETENTION_DAYS)('%i days are fine', (days) => {
  expect(logGroupRetentionProblem(days)).toBeUndefined();
});

test.each([
  [0, 'give 1'],
  [2, 'give 3'],
  [1.5, 'give 3'],
  [366, 'give 400'],
  [-7, 'give 1'],
  [9999, 'give none, which keeps it forever'],
  [Number.NaN, 'give none, which keeps it forever'],
])('%f days are not', (days, advice) => {
  expect(logGroupRetentionProblem(days)).toMatch(
    `CloudWatch Logs can not keep a log group for ${days} days: ${advice}, or one of 1, 3, 5,`,
  );
});
