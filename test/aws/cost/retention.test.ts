import { describe, expect, test } from 'vitest';
import { bucketRetention } from '../../../aws/cost/retention';

function daysOf(rules: readonly object[], prefix = 'network/AWSLogs/'): number | undefined {
  const properties = { LifecycleConfiguration: { Rules: rules } };
  return bucketRetention({ logicalId: 'Raw', type: 'AWS::S3::Bucket', properties, dependsOn: [] }, prefix)
    .days;
}

describe('the retention of a bucket', () => {
  test.each<[string, object[], number | undefined]>([
    ['comes from a rule for all objects', [{ Status: 'Enabled', ExpirationInDays: 90 }], 90],
    [
      'comes from a rule for its folder',
      [{ Status: 'Enabled', Prefix: 'network/', ExpirationInDays: 30 }],
      30,
    ],
    [
      'comes from the shortest of several rules',
      [
        { Status: 'Enabled', ExpirationInDays: 90 },
        { Status: 'Enabled', ExpirationInDays: 7 },
      ],
      7,
    ],
    [
      'ignores a rule for another folder',
      [{ Status: 'Enabled', Prefix: 'other/', ExpirationInDays: 30 }],
      undefined,
    ],
    ['ignores a disabled rule', [{ Status: 'Disabled', ExpirationInDays: 30 }], undefined],
    [
      'ignores a rule for some tags',
      [{ Status: 'Enabled', TagFilters: [{ Key: 'a', Value: 'b' }], ExpirationInDays: 30 }],
      undefined,
    ],
    [
      'ignores a rule that only aborts uploads',
      [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      undefined,
    ],
  ])('%s', (_, rules, days) => {
    expect(daysOf(rules)).toBe(days);
  });
});
