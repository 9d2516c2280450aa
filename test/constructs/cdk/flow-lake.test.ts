import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter, Duration, Lazy, RemovalPolicy, Size, type Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake, type FlowLakeProps } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newApp, newStack } from '../../support/cdk-apps';
import { environmentOf, PlainTemplate } from '../../support/plain-template';

const DAY = 86_400;

describe.each(APP_VARIANTS)('a lake without props ($title)', ({ flags, env }) => {
  const { stack, template, raw, table } = lakeOf({}, { flags, env });
  const { account, region } = environmentOf(stack);

  test.each([raw, table])('keeps its data in a bucket that is encrypted, private and not thrown away', (id) => {
    expect(template.the('AWS::S3::Bucket', id)).toMatchObject({
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each([
    ['LakeRaw', raw],
    ['LakeTable', table],
  ])('refuses plain HTTP and old TLS at %s', (prefix, id) => {
    const denied = template.statements('AWS::S3::BucketPolicy', prefix).filter(({ Effect }) => Effect === 'Deny');
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

  test('lets objects expire', () => {
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

  test('hands every raw object to the queue, and what fails five times to the dead letters', () => {
    const queue = template.id('AWS::SQS::Queue', 'LakeNormalizerQueue');
    const deadLetters = template.id('AWS::SQS::Queue', 'LakeNormalizerDeadLetters');
    expect(template.the('AWS::SQS::Queue', queue).Properties).toEqual({
      MessageRetentionPeriod: 14 * DAY,
      RedrivePolicy: { deadLetterTargetArn: `<${deadLetters}.Arn>`, maxReceiveCount: 5 },
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 1800,
    });
    expect(template.the('AWS::SQS::Queue', deadLetters).Properties).toEqual({
      MessageRetentionPeriod: 14 * DAY,
      SqsManagedSseEnabled: true,
    });
    const notifications = template.the('Custom::S3BucketNotifications');
    expect(notifications.Properties).toMatchObject({
      BucketName: `<${raw}>`,
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'AWSLogs/' }] } },
            QueueArn: `<${queue}.Arn>`,
          },
        ],
      },
    });
    expect(notifications.DependsOn).toContain(template.id('AWS::SQS::QueuePolicy', 'LakeNormalizerQueue'));
  });

  test('lets S3 write to the queue for this bucket and account alone, and nobody over plain HTTP', () => {
    const queue = `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`;
    const denied = { Effect: 'Deny', Action: ['sqs:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(template.statements('AWS::SQS::QueuePolicy', 'LakeNormalizerQueue')).toMatchObject([
      denied,
      {
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: ['sqs:SendMessage'],
        Resource: [queue],
        Condition: {
          ArnLike: { 'aws:SourceArn': `<${raw}.Arn>` },
          StringEquals: { 'aws:SourceAccount': account },
        },
      },
    ]);
    expect(template.statements('AWS::SQS::QueuePolicy', 'LakeNormalizerDeadLetters')).toMatchObject([denied]);
  });

  test('rings when a dead letter lies there', () => {
    const deadLetters = template.id('AWS::SQS::Queue', 'LakeNormalizerDeadLetters');
    const { Properties } = template.the('AWS::CloudWatch::Alarm');
    expect(Properties).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: `<${deadLetters}.QueueName>` }],
      Statistic: 'Maximum',
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    expect(Properties).not.toHaveProperty('AlarmActions');
  });

  test('normalizes in a function that logs for a while, and may fail single messages', () => {
    const logGroup = template.id('AWS::Logs::LogGroup', 'LakeNormalizerLogs');
    expect(template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 1024,
      EphemeralStorage: { Size: 1024 },
      Timeout: 300,
      Role: `<${template.id('AWS::IAM::Role', 'LakeNormalizerRole')}.Arn>`,
      LoggingConfig: { LogGroup: `<${logGroup}>` },
      Environment: { Variables: { FLOW_TABLE_BUCKET: `<${table}>`, FLOW_TABLE_PREFIX: '' } },
    });
    expect(template.the('AWS::Logs::LogGroup', logGroup)).toMatchObject({
      Properties: { RetentionInDays: 90 },
      DeletionPolicy: 'Retain',
    });
    expect(template.the('AWS::Lambda::EventSourceMapping').Properties).toEqual(
      expect.objectContaining({
        EventSourceArn: `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`,
        FunctionName: `<${template.id('AWS::Lambda::Function', 'LakeNormalizerFunction')}>`,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    );
  });

  test('lets the function do its work and nothing else', () => {
    const queue = `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`;
    const logGroup = `<${template.id('AWS::Logs::LogGroup', 'LakeNormalizerLogs')}.Arn>`;
    const allow = (Action: string[], ...Resource: string[]) => ({ Effect: 'Allow', Action, Resource });
    const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
    expect(statements.sort((a, b) => String(a.Action).localeCompare(String(b.Action)))).toEqual([
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup),
      allow(['s3:GetObject', 's3:GetObjectVersion'], `<${raw}.Arn>/AWSLogs/*`),
      allow(['s3:PutObject'], `<${table}.Arn>/flows/*`, `<${table}.Arn>/rejects/*`),
      allow(
        ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
        queue,
      ),
    ]);
    expect(template.the('AWS::IAM::Role', 'LakeNormalizerRole').Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('answers in a workgroup that bounds what a query scans and encrypts what it answers', () => {
    expect(template.the('AWS::Athena::WorkGroup').Properties.WorkGroupConfiguration).toEqual({
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 100 * 1024 ** 3,
      ResultConfiguration: {
        OutputLocation: `s3://<${table}>/athena-results/`,
        ExpectedBucketOwner: account,
        EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      },
    });
  });

  test('has partitions for this account and region', () => {
    for (const [, { Properties }] of template.all('AWS::Glue::Table')) {
      expect(Properties.CatalogId).toBe(account);
      expect(Properties.TableInput).toMatchObject({
        Parameters: { 'projection.account_id.values': account, 'projection.region.values': region },
      });
    }
    expect(template.all('AWS::Glue::Table')).toHaveLength(2);
  });
});

describe('the props of a lake', () => {
  test('set how long things are kept, and that nothing stays when the lake goes', () => {
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

  test('bring a key, under which raw objects, tables and answers lie', () => {
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
    const keyUse = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole').filter(({ Resource }) => Resource?.includes(key));
    expect(new Set(keyUse.flatMap(({ Action }) => Action))).toEqual(
      new Set(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*']),
    );
  });

  test('bring a bucket and a folder for the tables', () => {
    const { template, stack } = lakeOf(
      (scope) => ({ tableBucket: new s3.Bucket(scope, 'Warehouse'), tablePrefix: 'security/network' }),
      {},
    );
    const warehouse = template.id('AWS::S3::Bucket', 'Warehouse');
    expect(template.all('AWS::S3::Bucket').map(([id]) => id)).toEqual([warehouse, template.id('AWS::S3::Bucket', 'LakeRaw')]);
    expect(template.the('AWS::S3::Bucket', warehouse).Properties).not.toHaveProperty('LifecycleConfiguration');
    expect(template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties.Environment).toEqual({
      Variables: { FLOW_TABLE_BUCKET: `<${warehouse}>`, FLOW_TABLE_PREFIX: 'security/network/' },
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
    expect(locations(template)).toEqual(
      ['flows', 'rejects'].map((name) => `s3://<${warehouse}>/security/network/${name}`),
    );
    expect(stack.node.findChild('Lake')).toMatchObject({ tableBucket: stack.node.findChild('Warehouse') });
  });

  test('put the tables of a new bucket into a folder, and let them expire there', () => {
    const { template, table } = lakeOf({ tablePrefix: 'network' });
    const { Rules } = template.the('AWS::S3::Bucket', table).Properties.LifecycleConfiguration as {
      Rules: { Prefix?: string }[];
    };
    expect(Rules.flatMap(({ Prefix }) => Prefix ?? [])).toEqual(['network/flows/', 'network/rejects/', 'network/athena-results/']);
    expect(locations(template)).toEqual(['flows', 'rejects'].map((name) => `s3://<${table}>/network/${name}`));
  });

  test('name a topic that is told, and a smaller scan limit', () => {
    const { template } = lakeOf((stack) => ({
      alarmTopic: new sns.Topic(stack, 'Topic'),
      scanLimit: Size.mebibytes(10),
    }));
    expect(template.the('AWS::CloudWatch::Alarm').Properties.AlarmActions).toEqual([`<${template.id('AWS::SNS::Topic')}>`]);
    expect(template.the('AWS::Athena::WorkGroup').Properties).toMatchObject({
      WorkGroupConfiguration: { BytesScannedCutoffPerQuery: 10 * 1024 ** 2 },
    });
  });

  test('may be known only when deployed', () => {
    const { template } = lakeOf((stack) => ({
      tablePrefix: new CfnParameter(stack, 'Prefix').valueAsString,
      rawRetention: Duration.days(Lazy.number({ produce: () => 5 })),
    }));
    expect(locations(template)).toEqual(
      ['flows', 'rejects'].map((name) => `s3://<${template.id('AWS::S3::Bucket', 'LakeTable')}>/<Prefix>/${name}`),
    );
  });
});

test('lakes of two stages have names of their own', () => {
  const app = newApp();
  const lakes = ['Dev', 'Prod'].map((stage) => FlowLake.ofStack(newStackIn(new Stage(app, stage))));
  expect(new Set(lakes.map(({ databaseName }) => databaseName)).size).toBe(2);
  expect(new Set(lakes.map(({ workgroupName }) => workgroupName)).size).toBe(2);
});
