import { describe, expect, test } from 'vitest';
import { bucketRetention } from '../../../aws/cost/retention';

function daysOf(rules: readonly object[], prefix = 'network/AWSLogs/'): number | undefined {
  const properties = { LifecycleConfiguration: { Rules: rules } };
  return bucketRetention({ logicalId: 'Raw', type: 'AWS::S3::Bucket', properties, dependsOn: [] }, prefix)
    .days;
}

describe('how long a bucket keeps what is delivered', () => {
  test.each<[string, object[], number | undefined]>([
    ['by a rule for everything', [{ Status: 'Enabled', ExpirationInDays: 90 }], 90],
    ['by a rule for its folder', [{ Status: 'Enabled', Prefix: 'network/', ExpirationInDays: 30 }], 30],
    [
      'by the shortest of them',
      [
        { Status: 'Enabled', ExpirationInDays: 90 },
        { Status: 'Enabled', ExpirationInDays: 7 },
      ],
      7,
    ],
    [
      'not by a rule for another folder',
      [{ Status: 'Enabled', Prefix: 'other/', ExpirationInDays: 30 }],
      undefined,
    ],
    ['not by a rule that is off', [{ Status: 'Disabled', ExpirationInDays: 30 }], undefined],
    [
      'not by a rule for some tags',
      [{ Status: 'Enabled', TagFilters: [{ Key: 'a', Value: 'b' }], ExpirationInDays: 30 }],
      undefined,
    ],
    [
      'not by a rule that only tidies up',
      [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      undefined,
    ],
  ])('%s', (_, rules, days) => {
    expect(daysOf(rules)).toBe(days);
  });
});
