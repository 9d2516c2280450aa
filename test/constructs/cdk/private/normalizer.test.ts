import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newApp } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { environmentOf, PlainTemplate } from '../../../support/plain-template';
import { ROOT } from '../../../support/source-files';

const DAY = 86_400;

describe.each(APP_VARIANTS)('the normalizer of a lake ($title)', (variant) => {
  const { stack, template, raw, table } = lakeOf({}, variant);
  const { account } = environmentOf(stack);

  test('receives every raw object through the queue, and moves messages to the dead letters after five attempts', () => {
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
            QueueArn: `<${queue}.Arn>`,
          },
        ],
      },
    });
    // a filter would need the folders of all raw schemas
    expect(JSON.stringify(notifications.Properties)).not.toContain('Filter');
    expect(notifications.DependsOn).toContain(template.id('AWS::SQS::QueuePolicy', 'LakeNormalizerQueue'));
  });

  test('allows S3 to write to the queue for this bucket and account only, and denies plain HTTP', () => {
    const queue = `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`;
    const denied = {
      Effect: 'Deny',
      Action: ['sqs:*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
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

  test('has an alarm that fires on a dead letter', () => {
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

  test('is a function with a log retention and partial batch responses', () => {
    const logGroup = template.id('AWS::Logs::LogGroup', 'LakeNormalizerLogs');
    expect(template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 1024,
      EphemeralStorage: { Size: 4096 },
      Timeout: 300,
      Role: `<${template.id('AWS::IAM::Role', 'LakeNormalizerRole')}.Arn>`,
      LoggingConfig: { LogGroup: `<${logGroup}>` },
      Environment: {
        Variables: { FLOW_TABLE_BUCKET: `<${table}>`, FLOW_TABLE_PREFIX: '', FLOW_LOG_FORMATS: '{}' },
      },
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

  test('has only the permissions that it needs', () => {
    const queue = `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`;
    const logGroup = `<${template.id('AWS::Logs::LogGroup', 'LakeNormalizerLogs')}.Arn>`;
    const allow = (Action: string[], ...Resource: string[]) => ({ Effect: 'Allow', Action, Resource });
    const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
    expect(statements.sort((a, b) => String(a.Action).localeCompare(String(b.Action)))).toEqual([
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup),
      allow(['s3:GetObject', 's3:GetObjectVersion'], `<${raw}.Arn>/*`),
      allow(['s3:PutObject'], `<${table}.Arn>/flows/*`, `<${table}.Arn>/rejects/*`),
      allow(
        [
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          'sqs:ReceiveMessage',
        ],
        queue,
      ),
    ]);
    expect(template.the('AWS::IAM::Role', 'LakeNormalizerRole').Properties).not.toHaveProperty(
      'ManagedPolicyArns',
    );
  });
});

test('the alarm notifies the topic', () => {
  const { template } = lakeOf((stack) => ({ alarmTopic: new sns.Topic(stack, 'Topic') }));
  const topic = `<${template.id('AWS::SNS::Topic')}>`;
  expect(template.the('AWS::CloudWatch::Alarm').Properties.AlarmActions).toEqual([topic]);
});

test('no statement of the function has a wildcard for an action or for all resources', () => {
  const { template } = lakeOf((stack) => ({ encryptionKey: new kms.Key(stack, 'Key') }));
  const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
  expect(statements.length).toBeGreaterThan(4);
  for (const { Action, Resource } of statements) {
    expect(Action.filter((action) => action.includes('*'))).toEqual([]);
    expect(Resource).not.toContain('*');
  }
});

test.each([false, true])('the function can use a key of another stack (feature flags: %s)', (flags) => {
  const app = newApp({ flags });
  const encryptionKey = new kms.Key(new Stack(app, 'Keys'), 'Key');
  const network = new Stack(app, 'Network');
  new FlowLake(network, 'Lake', { encryptionKey });
  const statements = PlainTemplate.of(network).statements('AWS::IAM::Policy', 'LakeNormalizerRole');
  const keyUse = statements.filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
  expect(keyUse.flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
  );
  // the form of a cross-stack reference depends on the feature flags
  for (const { Resource } of keyUse) {
    expect(Resource).toHaveLength(1);
    expect(JSON.stringify(Resource)).toMatch(/Keys.*FnGetAttKey/);
  }
});

describe('the code of the function', () => {
  const asset = () => {
    const { stack, template } = lakeOf();
    const { Code } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties;
    const { S3Key } = Code as { S3Key: string };
    const { directory } = (stack.node.root as App).synth();
    return { directory: join(directory, `asset.${S3Key.replace('.zip', '')}`), key: S3Key };
  };

  test('is prebuilt and small: the handler, and the thread that it starts', () => {
    const { directory } = asset();
    expect(readdirSync(directory)).toEqual(['index.mjs', 'object-worker.mjs']);
    const [handler = 0, thread = 0] = readdirSync(directory).map(
      (file) => statSync(join(directory, file)).size,
    );
    // a cold start loads the handler first
    expect(handler).toBeLessThan(100 * 1024);
    expect(thread).toBeGreaterThan(500 * 1024);
    expect(handler + thread).toBeLessThan(1024 * 1024);
  });

  test('has the same hash in every synthesis', () => {
    const [first, second] = [asset(), asset()];
    expect(first.directory).not.toBe(second.directory);
    expect(first.key).toMatch(/^[0-9a-f]{64}\.zip$/);
    expect(first.key).toBe(second.key);
  });

  test('does not contain paths of the build machine', () => {
    const { directory } = asset();
    for (const file of readdirSync(directory)) {
      expect(readFileSync(join(directory, file), 'utf8')).not.toContain(ROOT);
    }
  });
});
