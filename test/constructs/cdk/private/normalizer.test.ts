import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MAX_OBJECT_SECONDS } from '../../../../aws/normalizer/settings';
import { APP_VARIANTS, newApp, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { environmentOf, PlainTemplate } from '../../../support/plain-template';
import { ROOT } from '../../../support/source-files';

const DAY = 86_400;
const MEGABYTE = 1024 * 1024;

describe.each(APP_VARIANTS)('the normalizer of a lake ($title)', (variant) => {
  const { stack, template, raw, table } = lakeOf({}, variant);
  const { account } = environmentOf(stack);

  test('receives every raw object through the queue, and moves messages to the dead letters after ten attempts', () => {
    const queue = template.id('AWS::SQS::Queue', 'LakeNormalizerQueue');
    const deadLetters = template.id('AWS::SQS::Queue', 'LakeNormalizerDeadLetters');
    const { QueueName } = template.the('AWS::SQS::Queue', queue).Properties;
    expect(template.the('AWS::SQS::Queue', queue).Properties).toEqual({
      MessageRetentionPeriod: 14 * DAY,
      QueueName: expect.anything(),
      RedriveAllowPolicy: { redrivePermission: 'denyAll' },
      RedrivePolicy: { deadLetterTargetArn: `<${deadLetters}.Arn>`, maxReceiveCount: 10 },
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 1800,
    });
    // by name, because CloudFormation supports no circle of references
    const { partition, region } = environmentOf(stack);
    expect(template.the('AWS::SQS::Queue', deadLetters).Properties).toEqual({
      MessageRetentionPeriod: 14 * DAY,
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [`arn:${partition}:sqs:${region}:${account}:${QueueName}`],
      },
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
    const { Properties } = template.the('AWS::CloudWatch::Alarm', 'LakeNormalizerDeadLetterAlarm');
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
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    expect(template.the('AWS::Lambda::EventSourceMapping').Properties).toEqual(
      expect.objectContaining({
        BatchSize: 1,
        EventSourceArn: `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.Arn>`,
        FunctionName: `<${template.id('AWS::Lambda::Function', 'LakeNormalizerFunction')}>`,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
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
      // S3 responds that a deleted object does not exist only to those who may list
      allow(['s3:ListBucket'], `<${raw}.Arn>`),
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

test('an object has less time than an invocation, and is stopped before Lambda ends the function', () => {
  const { template } = lakeOf();
  const { Timeout } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties;
  expect(DEFAULT_MAX_OBJECT_SECONDS + 30).toBeLessThanOrEqual(Number(Timeout));
});

describe('the name of the queue', () => {
  /** The part of the name that the path decides, and the part that the stack decides. */
  function nameIn(id: string): [string, unknown] {
    const { QueueName } = queuesOf(id).find((queue) => queue.QueueName) ?? {};
    return QueueName['Fn::Join'][1];
  }

  function queuesOf(id: string) {
    const stack = newStack();
    new FlowLake(stack, id);
    const queues = Template.fromStack(stack).findResources('AWS::SQS::Queue');
    return Object.values(queues).map(({ Properties }) => Properties);
  }

  test('is in the ARN that the dead-letter queue accepts messages of', () => {
    const [path, digits] = nameIn('Lake');
    const { RedriveAllowPolicy } = queuesOf('Lake').find((queue) => queue.QueueName === undefined) ?? {};
    const [
      {
        'Fn::Join': [, parts],
      },
    ] = RedriveAllowPolicy.sourceQueueArns;
    expect(parts.slice(-2)).toEqual([`:${path}`, digits]);
  });

  test('is another one in each lake and in each stack', () => {
    // the first 8 digits of the UUID at the end of the stack's ARN
    const arn = { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] };
    const digits = { 'Fn::Select': [0, { 'Fn::Split': ['-', { 'Fn::Select': [2, arn] }] }] };
    expect(nameIn('Lake')).toEqual([expect.stringMatching(/^Network-Lake-Normalizer-[0-9A-F]{8}-$/), digits]);
    expect(nameIn('Other')).toEqual([
      expect.stringMatching(/^Network-Other-Normalizer-[0-9A-F]{8}-$/),
      digits,
    ]);
  });

  test('has at most 80 characters, however long the path of the lake is', () => {
    const [path] = nameIn('Lake'.repeat(60));
    expect(path).toMatch(/^[\w-]{20,72}$/);
  });
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
    const files = readdirSync(directory);
    expect(files.filter((file) => !file.startsWith('chunk-'))).toEqual(['index.mjs', 'object-worker.mjs']);
    const sizes = files.map((file) => statSync(join(directory, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.5 * MEGABYTE);
  });

  test('loads the clients of SQS and AWS Glue only when it needs them', () => {
    const { directory } = asset();
    const loaded = (file: string): string[] => {
      const text = readFileSync(join(directory, file), 'utf8');
      const imports = [...text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, path]) => path as string);
      return [file, ...imports.flatMap(loaded)];
    };
    const sizeOf = (file: string) =>
      [...new Set(loaded(file))].reduce((sum, each) => sum + statSync(join(directory, each)).size, 0);
    // a cold start loads the handler first
    expect(sizeOf('index.mjs')).toBeLessThan(50 * 1024);
    expect(sizeOf('object-worker.mjs')).toBeGreaterThan(500 * 1024);
    expect(sizeOf('object-worker.mjs')).toBeLessThan(1.1 * MEGABYTE);
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
