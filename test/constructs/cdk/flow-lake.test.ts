import { CfnParameter, Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, type FlowLakeProps } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newStack } from '../../support/cdk-apps';
import { lakeOf, tableLocations } from '../../support/lake-template';
import { thrownBy } from '../../support/thrown';

describe.each(APP_VARIANTS)('a lake without props ($title)', (variant) => {
  const { template, raw, table } = lakeOf({}, variant);

  test.each([raw, table])(
    'keeps its data in an encrypted and private bucket with the policy RETAIN_ON_UPDATE_OR_DELETE',
    (id) => {
      expect(template.the('AWS::S3::Bucket', id)).toMatchObject({
        Properties: {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    },
  );

  test.each([
    ['LakeRaw', raw],
    ['LakeTable', table],
  ])('denies plain HTTP and TLS below 1.2 at %s', (prefix, id) => {
    const denied = template
      .statements('AWS::S3::BucketPolicy', prefix)
      .filter(({ Effect }) => Effect === 'Deny');
    const everything = {
      Principal: { AWS: '*' },
      Action: ['s3:*'],
      Resource: [`<${id}.Arn>`, `<${id}.Arn>/*`],
    };
    expect(denied).toMatchObject([
      { ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
    ]);
  });

  test('expires objects', () => {
    const rules = (id: string) => template.the('AWS::S3::Bucket', id).Properties.LifecycleConfiguration;
    const abandoned = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' };
    expect(rules(raw)).toEqual({ Rules: [{ ...abandoned, ExpirationInDays: 90 }] });
    expect(rules(table)).toEqual({
      Rules: [
        { Prefix: 'flows/', ExpirationInDays: 400, Status: 'Enabled' },
        { Prefix: 'rejects/', ExpirationInDays: 400, Status: 'Enabled' },
        { Prefix: 'athena-results/', ExpirationInDays: 30, Status: 'Enabled' },
        abandoned,
      ],
    });
  });
});

describe('the props of a lake', () => {
  test('set retention and removal policy', () => {
    const { template, raw, table } = lakeOf({
      rawRetention: Duration.days(3),
      tableRetention: Duration.hours(48),
      logRetention: logs.RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    expect(template.the('AWS::S3::Bucket', raw)).toMatchObject({
      Properties: { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 3 }] } },
      DeletionPolicy: 'Delete',
    });
    expect(template.the('AWS::S3::Bucket', table)).toMatchObject({
      Properties: {
        LifecycleConfiguration: {
          Rules: expect.arrayContaining([
            { Prefix: 'flows/', ExpirationInDays: 2, Status: 'Enabled' },
            { Prefix: 'athena-results/', ExpirationInDays: 30, Status: 'Enabled' },
          ]),
        },
      },
      DeletionPolicy: 'Delete',
    });
    expect(template.the('AWS::Logs::LogGroup')).toMatchObject({
      Properties: { RetentionInDays: 7 },
      DeletionPolicy: 'Delete',
    });
  });

  test('set the key of raw objects, tables and query results', () => {
    const { template, raw, table } = lakeOf((stack) => ({ encryptionKey: new kms.Key(stack, 'Key') }));
    const key = `<${template.id('AWS::KMS::Key')}.Arn>`;
    for (const id of [raw, table]) {
      expect(template.the('AWS::S3::Bucket', id).Properties.BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
          },
        ],
      });
    }
    expect(template.the('AWS::Athena::WorkGroup').Properties).toMatchObject({
      WorkGroupConfiguration: {
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: key } },
      },
    });
    const keyUse = template
      .statements('AWS::IAM::Policy', 'LakeNormalizerRole')
      .filter(({ Resource }) => Resource?.includes(key));
    expect(new Set(keyUse.flatMap(({ Action }) => Action))).toEqual(
      new Set(['kms:Decrypt', 'kms:GenerateDataKey']),
    );
  });

  test('set an existing bucket and a folder for the tables', () => {
    const { template, stack } = lakeOf(
      (scope) => ({ tableBucket: new s3.Bucket(scope, 'Warehouse'), tablePrefix: 'security/network' }),
      {},
    );
    const warehouse = template.id('AWS::S3::Bucket', 'Warehouse');
    expect(template.all('AWS::S3::Bucket').map(([id]) => id)).toEqual([
      warehouse,
      template.id('AWS::S3::Bucket', 'LakeRaw'),
    ]);
    expect(template.the('AWS::S3::Bucket', warehouse)).not.toHaveProperty(
      'Properties.LifecycleConfiguration',
    );
    expect(template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties.Environment).toEqual({
      Variables: {
        FLOW_TABLE_BUCKET: `<${warehouse}>`,
        FLOW_TABLE_PREFIX: 'security/network/',
        FLOW_QUEUE_URL: `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}>`,
        FLOW_LOG_FORMATS: '{}',
      },
    });
    expect(template.statements('AWS::IAM::Policy', 'LakeNormalizerRole')).toContainEqual({
      Effect: 'Allow',
      Action: ['s3:PutObject'],
      Resource: ['flows', 'rejects'].map((name) => `<${warehouse}.Arn>/security/network/${name}/*`),
    });
    expect(template.the('AWS::Athena::WorkGroup').Properties).toMatchObject({
      WorkGroupConfiguration: {
        ResultConfiguration: { OutputLocation: `s3://<${warehouse}>/security/network/athena-results/` },
      },
    });
    expect(tableLocations(template)).toEqual(
      ['flows', 'rejects'].map((name) => `s3://<${warehouse}>/security/network/${name}`),
    );
    expect(stack.node.findChild('Lake')).toMatchObject({ tableBucket: stack.node.findChild('Warehouse') });
  });

  test('set a folder of a new bucket, with its expiration', () => {
    const { template, table } = lakeOf({ tablePrefix: 'network' });
    const { Rules } = template.the('AWS::S3::Bucket', table).Properties.LifecycleConfiguration as {
      Rules: { Prefix?: string }[];
    };
    expect(Rules.flatMap(({ Prefix }) => Prefix ?? [])).toEqual([
      'network/flows/',
      'network/rejects/',
      'network/athena-results/',
    ]);
    expect(tableLocations(template)).toEqual(
      ['flows', 'rejects'].map((name) => `s3://<${table}>/network/${name}`),
    );
  });

  test('accept tokens', () => {
    const { template, raw, table } = lakeOf((stack) => ({
      tablePrefix: new CfnParameter(stack, 'Folder').valueAsString,
      rawRetention: Duration.days(new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber),
    }));
    expect(tableLocations(template)).toEqual(
      ['flows', 'rejects'].map((name) => `s3://<${table}>/<Folder>/${name}`),
    );
    expect(template.the('AWS::S3::Bucket', raw).Properties).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: '<Days>' }] },
    });
  });
});

describe('invalid props of a lake', () => {
  test.each<[FlowLakeProps, string]>([
    [
      { rawRetention: Duration.hours(36) },
      'rawRetention is 1.5 days: expected a whole number of days, at least 1',
    ],
    [
      { rawRetention: Duration.days(0) },
      'rawRetention is 0 days: expected a whole number of days, at least 1',
    ],
    [
      { tableRetention: Duration.minutes(90) },
      'tableRetention is 0.0625 days: expected a whole number of days, at least 1',
    ],
    [{ scanLimit: Size.mebibytes(9) }, 'scanLimit is 9437184 bytes: Athena requires at least 10000000'],
  ])('are rejected: %j', (props, problem) => {
    expect(() => new FlowLake(newStack(), 'Lake', props)).toThrow(new Error(`Network/Lake: ${problem}`));
  });

  test.each(['', '/', '/network', 'network/', 'a//b', 'a b', 's3://bucket', 'nétwork'])(
    'are rejected: the table prefix %j',
    (tablePrefix) => {
      expect(() => new FlowLake(newStack(), 'Lake', { tablePrefix })).toThrow(
        new Error(
          `Network/Lake: tablePrefix is ${JSON.stringify(tablePrefix)}: expected folder names, separated by single slashes`,
        ),
      );
    },
  );

  test('are reported together, before the lake creates a construct', () => {
    const stack = newStack();
    const props = {
      rawRetention: Duration.hours(1),
      tableRetention: Duration.hours(1),
      tablePrefix: '/',
      scanLimit: Size.bytes(1),
    };
    const message = thrownBy(() => new FlowLake(stack, 'Lake', props));
    for (const name of Object.keys(props)) expect(message).toContain(`${name} is `);
    expect(stack.node.findChild('Lake').node.children).toEqual([]);
  });
});
