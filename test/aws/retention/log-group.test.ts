import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { expect, test } from 'vitest';
import { LOG_GROUP_RETENTION_DAYS, logGroupRetentionProblem } from '../../../aws/retention';

test('the retention periods are those of aws-cdk-lib', () => {
  const days = Object.values(RetentionDays).filter((value) => typeof value === 'number');
  expect(LOG_GROUP_RETENTION_DAYS).toEqual(days.filter((value) => value !== RetentionDays.INFINITE));
});

test.each(LOG_GROUP_RETENTION_DAYS)('%i days are valid', (days) => {
  expect(logGroupRetentionProblem(days)).toBeUndefined();
});

test.each([
  [0, 'specify 1'],
  [2, 'specify 3'],
  [1.5, 'specify 3'],
  [366, 'specify 400'],
  [-7, 'specify 1'],
  [9999, 'specify none, so that events never expire'],
  [Number.NaN, 'specify none, so that events never expire'],
])('%f days are not valid', (days, advice) => {
  expect(logGroupRetentionProblem(days)).toMatch(
    `CloudWatch Logs does not support a retention of ${days} days: ${advice}, or one of 1, 3, 5,`,
  );
});
