import { describe, expect, test } from 'vitest';
import { bucketStatements, PartitionLayout, POLICY_LIMITS, SizedPolicy } from '../../../aws/policies';
import { PolicyKind } from '../../../aws/policies/evaluation';
import { describePolicy } from '../../support/policy-cases';
import { policyLength } from '../../support/policy-length';
import {
  bucketLook,
  delivery,
  elsewhere,
  foreignHome,
  HOMES,
  hiveKey,
  named,
  ORGANIZATION,
  OTHER_ACCOUNT,
  plainKey,
  withForeignArn,
  wrongDeliveries,
  wrongLooks,
} from '../../support/policy-requests';

const { RESOURCE } = PolicyKind;
const THIRD_ACCOUNT = '333333333333';

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const arn = `arn:${partition}:s3:::raw-logs`;
  const other = foreignHome(home);
  const third = foreignHome(home, THIRD_ACCOUNT);
  const secondRegion = elsewhere(home);
  const thirdRegion = { ...home, region: `${region}9` };

  const one = { partition, regions: [region], accounts: [account] };
  const two = { ...one, accounts: [account, OTHER_ACCOUNT] };
  const everywhere = { ...one, regions: [region, secondRegion.region] };
  const organization = { ...one, accounts: [], organizationId: ORGANIZATION };

  const looks = { 'a look': bucketLook(home, arn), 'a listing': bucketLook(home, arn, 's3:ListBucket') };

  describePolicy('the bucket of one account and region', {
    kind: RESOURCE,
    statements: bucketStatements(one, { arn, prefix: '' }),
    allowed: { ...looks, 'a delivery': delivery(home, arn) },
    denied: {
      ...wrongLooks(home, arn),
      ...wrongDeliveries(home, arn),
      ...named('a look', withForeignArn(bucketLook(home, arn), home)),
      ...named('a delivery', {
        ...withForeignArn(delivery(home, arn), home),
        'Hive-style': delivery(home, arn, hiveKey(home)),
        "into another account's folder": delivery(home, arn, plainKey(other)),
        'into a folder with a similar name': delivery(home, arn, plainKey(foreignHome(home, `${account}0`))),
      }),
    },
  });

  describePolicy('a folder of a bucket', {
    kind: RESOURCE,
    statements: bucketStatements(one, { arn, prefix: 'net/prod' }),
    allowed: { ...looks, 'a delivery': delivery(home, arn, plainKey(home, 'net/prod/AWSLogs')) },
    denied: {
      ...wrongLooks(home, arn),
      ...wrongDeliveries(home, arn, { key: plainKey(home, 'net/prod/AWSLogs') }),
      ...named('a delivery', {
        'outside of the folder': delivery(home, arn),
        'into the folder above': delivery(home, arn, plainKey(home, 'net/AWSLogs')),
        'into a folder with a similar name': delivery(home, arn, plainKey(home, 'net/prod2/AWSLogs')),
      }),
    },
  });

  describePolicy('a bucket with Hive-style keys', {
    kind: RESOURCE,
    statements: bucketStatements(one, { arn, prefix: '', layouts: [PartitionLayout.HIVE] }),
    allowed: { ...looks, 'a delivery': delivery(home, arn, hiveKey(home)) },
    denied: {
      ...wrongLooks(home, arn),
      ...wrongDeliveries(home, arn, { key: hiveKey(home) }),
      ...named('a delivery', {
        'with a plain key': delivery(home, arn),
        "into another account's folder": delivery(home, arn, hiveKey(other)),
      }),
    },
  });

  describePolicy('a bucket with keys of both kinds', {
    kind: RESOURCE,
    statements: bucketStatements(one, {
      arn,
      prefix: 'a',
      layouts: [PartitionLayout.PLAIN, PartitionLayout.HIVE],
    }),
    allowed: {
      ...looks,
      'a delivery with a plain key': delivery(home, arn, plainKey(home, 'a/AWSLogs')),
      'a delivery with a Hive-style key': delivery(home, arn, hiveKey(home, 'a/AWSLogs')),
    },
    denied: { ...wrongLooks(home, arn), ...wrongDeliveries(home, arn, { key: plainKey(home, 'a/AWSLogs') }) },
  });

  describePolicy('a bucket with any folder', {
    kind: RESOURCE,
    statements: bucketStatements(one, { arn, prefix: '*' }),
    allowed: {
      ...looks,
      'a delivery into a folder': delivery(home, arn, plainKey(home, 'web/AWSLogs')),
      'a delivery into another folder': delivery(home, arn, plainKey(home, 'shop/eu/AWSLogs')),
    },
    denied: {
      ...wrongLooks(home, arn),
      ...wrongDeliveries(home, arn, { key: plainKey(home, 'web/AWSLogs'), outside: plainKey(home, 'web') }),
      ...named('a delivery', {
        "into another account's folder": delivery(home, arn, plainKey(other, 'web/AWSLogs')),
      }),
    },
  });

  describePolicy('a bucket of two accounts', {
    kind: RESOURCE,
    statements: bucketStatements(two, { arn, prefix: '' }),
    allowed: {
      ...looks,
      'a delivery': delivery(home, arn),
      'a delivery of the other': delivery(other, arn),
      'a bucket check of the other': bucketLook(other, arn),
    },
    denied: {
      ...wrongLooks(home, arn, { otherSender: third }),
      ...wrongDeliveries(home, arn, { otherSender: third }),
      ...named('a delivery', { "into a third account's folder": delivery(home, arn, plainKey(third)) }),
    },
  });

  describePolicy('a bucket of two regions', {
    kind: RESOURCE,
    statements: bucketStatements(everywhere, { arn, prefix: '' }),
    allowed: {
      ...looks,
      'a delivery': delivery(home, arn),
      'a delivery of the other': delivery(secondRegion, arn),
      'a bucket check of the other': bucketLook(secondRegion, arn),
    },
    denied: {
      ...wrongLooks(home, arn, { otherRegion: thirdRegion }),
      ...wrongDeliveries(home, arn, { otherRegion: thirdRegion }),
    },
  });

  describePolicy('the bucket of an organization', {
    kind: RESOURCE,
    statements: bucketStatements(organization, { arn, prefix: '' }),
    allowed: {
      ...looks,
      'a delivery of an account': delivery(home, arn),
      'a delivery of another account': delivery(third, arn),
      'a bucket check of another account': bucketLook(third, arn),
    },
    denied: {
      ...wrongLooks(home, arn, { owner: 'aws:SourceOrgID' }),
      ...wrongDeliveries(home, arn, { owner: 'aws:SourceOrgID' }),
    },
  });
});

describe('a bucket policy', () => {
  const arn = `arn:aws:s3:::${'b'.repeat(63)}`;
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, index) => String(100000000000 + index));
  const lengthFor = (count: number) =>
    policyLength(
      bucketStatements(
        { partition: 'aws', regions: ['ap-southeast-1'], accounts: accounts(count) },
        { arn, prefix: 'network/flow-logs' },
      ),
    );

  test('fits more than a hundred accounts', () => {
    expect(lengthFor(100)).toBeLessThan(POLICY_LIMITS[SizedPolicy.BUCKET].maxBytes);
    expect(lengthFor(300)).toBeGreaterThan(POLICY_LIMITS[SizedPolicy.BUCKET].maxBytes);
  });

  test.each([
    [[...accounts(3)], ['us-east-1']],
    [accounts(1), ['us-east-1', 'eu-west-1', 'ap-south-1']],
  ])('of senders %j in %j has unique ids of letters and digits', (names, regions) => {
    const statements = ['', 'a'].flatMap((prefix) =>
      bucketStatements({ partition: 'aws', regions, accounts: names }, { arn, prefix }),
    );
    const ids = statements.map(({ Sid = '' }) => Sid);
    expect(ids.join('')).toMatch(/^[A-Za-z0-9]+$/);
    expect(new Set(ids.filter((id) => id.includes('Write'))).size).toBe(2);
  });
});
