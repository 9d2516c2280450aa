import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, type FlowLakeProps, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { FlowLogStandard } from 'cloud-flow-logs/standard';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../support/annotations';
import { newFlowLogs, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';

const { GLACIER, GLACIER_INSTANT_RETRIEVAL, DEEP_ARCHIVE, INFREQUENT_ACCESS, INTELLIGENT_TIERING } =
  s3.StorageClass;

/** A transition to another storage class by age. */
function atAge(days: number, storageClass: s3.StorageClass): s3.Transition {
  return { storageClass, transitionAfter: Duration.days(days) };
}

function rulesOf({ template }: ReturnType<typeof lakeOf>, bucket: string) {
  const { LifecycleConfiguration } = template.the('AWS::S3::Bucket', bucket).Properties;
  return (LifecycleConfiguration as { Rules: Record<string, unknown>[] }).Rules;
}

test('rawTransitions accepts all storage classes, including archives', () => {
  const made = lakeOf({
    rawRetention: Duration.days(400),
    rawTransitions: [atAge(30, INFREQUENT_ACCESS), atAge(90, GLACIER), atAge(200, DEEP_ARCHIVE)],
  });
  expect(rulesOf(made, made.raw)).toEqual([
    {
      Status: 'Enabled',
      ExpirationInDays: 400,
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      Transitions: [
        { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
        { StorageClass: 'GLACIER', TransitionInDays: 90 },
        { StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 200 },
      ],
    },
  ]);
  expect(warnings(made.lake)).toEqual([]);
});

test('tableTransitions applies to the tables and not to query results', () => {
  const made = lakeOf({ tableTransitions: [atAge(90, GLACIER_INSTANT_RETRIEVAL)] });
  const Transitions = [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }];
  expect(rulesOf(made, made.table)).toEqual([
    { Status: 'Enabled', Prefix: 'flows/', ExpirationInDays: 400, Transitions },
    { Status: 'Enabled', Prefix: 'rejects/', ExpirationInDays: 400, Transitions },
    { Status: 'Enabled', Prefix: 'athena-results/', ExpirationInDays: 30 },
    { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
  ]);
});

test('rawObjectLock applies to raw objects, expires their old versions, and not to tables', () => {
  const made = lakeOf({ rawObjectLock: s3.ObjectLockRetention.compliance(Duration.days(30)) });
  expect(made.template.the('AWS::S3::Bucket', made.raw).Properties).toMatchObject({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
    },
    VersioningConfiguration: { Status: 'Enabled' },
  });
  expect(rulesOf(made, made.raw)).toEqual([
    expect.objectContaining({
      ExpirationInDays: 90,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    }),
  ]);
  for (const property of ['ObjectLockConfiguration', 'ObjectLockEnabled', 'VersioningConfiguration']) {
    expect(made.template.the('AWS::S3::Bucket', made.table).Properties).not.toHaveProperty(property);
  }
});

test('rawBucketName sets the name of the raw bucket', () => {
  const { template, raw } = lakeOf({ rawBucketName: 'example-raw' });
  expect(template.the('AWS::S3::Bucket', raw).Properties.BucketName).toBe('example-raw');
  const unnamed = lakeOf();
  expect(unnamed.template.the('AWS::S3::Bucket', unnamed.raw).Properties).not.toHaveProperty('BucketName');
});

test('the age of a transition can be a token', () => {
  const made = lakeOf((stack) => {
    const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
    return { rawTransitions: [{ storageClass: GLACIER, transitionAfter: Duration.days(days) }] };
  });
  expect(rulesOf(made, made.raw)).toMatchObject([
    { Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: '<Days>' }] },
  ]);
});

describe('valid settings with unexpected effects', () => {
  test.each<[FlowLakeProps, RegExp]>([
    [
      { rawTransitions: [atAge(10, INFREQUENT_ACCESS)] },
      /^rawTransitions: the transition to STANDARD_IA after 10 days can be rejected/,
    ],
    [
      { rawTransitions: [atAge(60, GLACIER)] },
      /^rawTransitions: .*leaves objects in the class for 30 days\. S3 bills at least 90 days/,
    ],
    [
      { rawObjectLock: s3.ObjectLockRetention.governance(Duration.days(365)) },
      /^rawTransitions: Object Lock retains objects for 365 days, longer than their expiration after 90 days/,
    ],
  ])('give a warning: %j', (props, warning) => {
    expect(warnings(lakeOf(props).lake)).toEqual([expect.stringMatching(warning)]);
  });
});

describe('invalid lifecycles', () => {
  const late = { storageClass: GLACIER, transitionDate: new Date() };

  test.each<[FlowLakeProps, RegExp]>([
    [
      { rawRetention: Duration.days(30), rawTransitions: [atAge(60, GLACIER)] },
      /rawTransitions: .*objects expire after 30 days\. Remove it, or increase the expiration$/,
    ],
    [
      { rawTransitions: [atAge(60, INTELLIGENT_TIERING), atAge(30, GLACIER)] },
      /rawTransitions: the transition to INTELLIGENT_TIERING after 60 days is after the transition to GLACIER/,
    ],
    [
      { rawTransitions: [late] },
      /rawTransitions: the transition to GLACIER has no age: set transitionAfter, and not transitionDate/,
    ],
    [
      { rawTransitions: [atAge(30, new s3.StorageClass('REDUCED_REDUNDANCY'))] },
      /rawTransitions: storage class REDUCED_REDUNDANCY is not supported in a transition: use one of STANDARD_IA/,
    ],
    [
      { tableTransitions: [atAge(90, GLACIER)] },
      /tableTransitions: the transition to GLACIER after 90 days makes objects unreadable until they are restored/,
    ],
    [
      { tableTransitions: [atAge(90, DEEP_ARCHIVE)] },
      /tableTransitions: the transition to DEEP_ARCHIVE.* unreadable/,
    ],
  ])('are rejected: %j', (props, problem) => {
    expect(() => new FlowLake(newStack(), 'Lake', props)).toThrow(problem);
  });

  test('are rejected at synthesis if the retention is a default, which a standard can extend', () => {
    expect(() => lakeOf({ rawTransitions: [atAge(90, GLACIER)] })).toThrow(
      /\[Network\/Lake\] rawTransitions: the transition to GLACIER after 90 days has no effect, because objects expire after 90 days/,
    );
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { rawTransitions: [atAge(90, GLACIER)] });
    const standard = FlowLogStandard.of({ version: 1, aws: { retention: { minDays: 400 } } });
    newFlowLogs(stack, { standard, destination: FlowLogDestination.toLake(lake) });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('are rejected: props of a new table bucket together with tableBucket', () => {
    const stack = newStack();
    const props = {
      tableBucket: new s3.Bucket(stack, 'Own'),
      tableRetention: Duration.days(10),
      tableTransitions: [atAge(1, INTELLIGENT_TIERING)],
    };
    expect(() => new FlowLake(stack, 'Lake', props)).toThrow(
      new Error(
        'Network/Lake: tableRetention applies to a new bucket, but tableBucket is set: configure that bucket instead; ' +
          'tableTransitions applies to a new bucket, but tableBucket is set: configure that bucket instead',
      ),
    );
  });

  test('are rejected: an alias as encryptionKey', () => {
    const stack = newStack();
    const encryptionKey = kms.Alias.fromAliasName(stack, 'Alias', 'alias/logs');
    expect(() => new FlowLake(stack, 'Lake', { encryptionKey })).toThrow(
      new Error('Network/Lake: encryptionKey is the alias Network/Alias: pass the key that it refers to'),
    );
  });
});
