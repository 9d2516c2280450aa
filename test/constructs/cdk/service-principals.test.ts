import { Aws, type Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake, FlowLogDestination, RawNotifications, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';
import { OTHER_ACCOUNT } from '../../support/policy-requests';
import { confusedDeputies, serviceStatements } from '../../support/service-principals';

const DESTINATIONS: Readonly<Record<string, (stack: Stack) => FlowLogDestination>> = {
  'the default lake': (stack) => FlowLogDestination.toLake(FlowLake.ofStack(stack)),
  'a lake with a key and a topic': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const alarmTopic = new sns.Topic(stack, 'Topic', { enforceSSL: true });
    return FlowLogDestination.toLake(new FlowLake(stack, 'Lake', { encryptionKey, alarmTopic }));
  },
  'a lake with a key through a topic': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const rawNotifications = RawNotifications.throughTopic();
    return FlowLogDestination.toLake(new FlowLake(stack, 'Lake', { encryptionKey, rawNotifications }));
  },
  'a lake with a key through EventBridge': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const rawNotifications = RawNotifications.throughEventBridge();
    return FlowLogDestination.toLake(new FlowLake(stack, 'Lake', { encryptionKey, rawNotifications }));
  },
  'an existing bucket with a key': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    return FlowLogDestination.toS3(new s3.Bucket(stack, 'Logs', { encryptionKey }), { prefix: 'network' });
  },
  'a log group with a key and a lake': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const lake = new FlowLake(stack, 'Lake', { encryptionKey });
    return FlowLogDestination.toCloudWatchLogs({ encryptionKey, lake });
  },
  'a lake through a stream': (stack) => FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(stack)),
  'a stream in another account': (stack) => {
    const prefix = `arn:${Aws.PARTITION}`;
    return FlowLogDestination.toFirehoseInAccount({
      deliveryStreamArn: `${prefix}:firehose:${stack.region}:${OTHER_ACCOUNT}:deliverystream/flow-logs`,
      receiverRoleArn: `${prefix}:iam::${OTHER_ACCOUNT}:role/AWSLogDeliveryFirehoseCrossAccountRole`,
    });
  },
};

/** Statements that each app must contain, so that the test cannot pass on an empty template. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  'the default lake': ['AWS::S3::BucketPolicy delivery.logs', 'AWS::SQS::QueuePolicy s3'],
  'a lake with a key and a topic': [
    'AWS::KMS::Key delivery.logs',
    'AWS::KMS::Key s3',
    'AWS::S3::BucketPolicy delivery.logs',
    'AWS::SQS::QueuePolicy s3',
  ],
  'a lake with a key through a topic': [
    'AWS::KMS::Key s3',
    'AWS::KMS::Key sns',
    'AWS::SNS::TopicPolicy s3',
    'AWS::SQS::QueuePolicy sns',
  ],
  'a lake with a key through EventBridge': ['AWS::KMS::Key events', 'AWS::SQS::QueuePolicy events'],
  'an existing bucket with a key': ['AWS::KMS::Key delivery.logs', 'AWS::S3::BucketPolicy delivery.logs'],
  'a log group with a key and a lake': [
    'AWS::IAM::Role vpc-flow-logs',
    'AWS::IAM::Role firehose',
    'AWS::IAM::Role logs',
    'AWS::SQS::QueuePolicy s3',
  ],
  'a lake through a stream': ['AWS::IAM::Role firehose', 'AWS::SQS::QueuePolicy s3'],
  'a stream in another account': ['AWS::IAM::Role delivery.logs'],
};

describe.each(APP_VARIANTS)(
  'service principals are restricted to this account ($title)',
  ({ flags, env }) => {
    test.each(Object.keys(DESTINATIONS))('with %s', (name) => {
      const stack = newStack({ flags, env });
      const destination = DESTINATIONS[name]?.(stack);
      new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination });
      const { resources } = PlainTemplate.of(stack);
      const seen = serviceStatements(resources).map(({ type, service }) => `${type} ${service}`);
      for (const service of SERVICES[name] ?? []) expect(seen).toContain(`${service}.amazonaws.com`);
      expect(confusedDeputies(resources)).toEqual([]);
    });
  },
);

describe('the checker of service principals', () => {
  const account = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
  const arn = { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:123456789012:*' } };

  const LOG_GROUP = {
    ArnLike: {
      'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:123456789012:log-group:Network-*',
    },
  };
  const IF_EXISTS = { StringEqualsIfExists: account.StringEquals };

  test.each([
    ['AWS::S3::BucketPolicy', undefined, 'without aws:SourceAccount and aws:SourceArn'],
    ['AWS::SQS::QueuePolicy', arn, 'without aws:SourceAccount'],
    ['AWS::SNS::TopicPolicy', account, 'without aws:SourceArn'],
    [
      'AWS::KMS::Key',
      { StringLike: { ...account.StringEquals, ...arn.ArnLike } },
      'without aws:SourceAccount and aws:SourceArn',
    ],
    ['AWS::IAM::Role', {}, 'without aws:SourceAccount and aws:SourceArn'],
  ])('reports a statement of %s with the condition %j', (type, Condition, missing) => {
    expect(confusedDeputies({ Planted: planted(type, 's3.amazonaws.com', Condition) })).toEqual([
      `Planted: s3.amazonaws.com ${missing}`,
    ]);
  });

  test.each([
    ['AWS::KMS::Key', 'logs.us-east-1.amazonaws.com', { ...account, ...arn }],
    ['AWS::KMS::Key', 'logs.us-east-1.amazonaws.com', { StringLike: LOG_GROUP.ArnLike }],
    ['AWS::KMS::Key', 'logs.us-east-1.example.com', LOG_GROUP],
    ['AWS::S3::BucketPolicy', 'logs.us-east-1.amazonaws.com', LOG_GROUP],
    ['AWS::IAM::Role', 'firehose.amazonaws.com', undefined],
    ['AWS::IAM::Role', 'delivery.logs.amazonaws.com', undefined],
    ['AWS::S3::BucketPolicy', 'delivery.logs.amazonaws.com', IF_EXISTS],
    ['AWS::IAM::Role', 'vpc-flow-logs.amazonaws.com', IF_EXISTS],
    ['AWS::SQS::QueuePolicy', 'sns.amazonaws.com', account],
    ['AWS::SQS::QueuePolicy', 's3.amazonaws.com', arn],
    ['AWS::KMS::Key', 'events.amazonaws.com', undefined],
    ['AWS::SNS::TopicPolicy', 'sns.amazonaws.com', arn],
  ])('does not exempt %s for %s with the condition %j', (type, service, Condition) => {
    expect(confusedDeputies({ Planted: planted(type, service, Condition) })).toHaveLength(1);
  });

  test('reports one of several services', () => {
    const services = ['s3.amazonaws.com', 'lambda.amazonaws.com'];
    expect(confusedDeputies({ Planted: planted('AWS::SQS::QueuePolicy', services) })).toHaveLength(2);
  });

  test('accepts conditions on account and ARN, Deny statements, other principals and roles of functions', () => {
    const allowed = {
      Named: planted('AWS::S3::BucketPolicy', 's3.amazonaws.com', { ...account, ...arn }),
      Exactly: planted('AWS::S3::BucketPolicy', 's3.amazonaws.com', { ...account, ArnEquals: arn.ArnLike }),
      Role: planted('AWS::IAM::Role', 'lambda.amazonaws.com'),
      Group: planted('AWS::KMS::Key', 'logs.cn-north-1.amazonaws.com.cn', LOG_GROUP),
      Stream: planted('AWS::IAM::Role', 'firehose.amazonaws.com', IF_EXISTS),
      Denied: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: policy({ Effect: 'Deny', Principal: { Service: 's3.amazonaws.com' } }),
      },
      Account: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: policy({ Effect: 'Allow', Principal: { AWS: '*' } }),
      },
    };
    expect(confusedDeputies(allowed)).toEqual([]);
  });
});

function planted(Type: string, Service: string | string[], Condition?: object) {
  return { Type, Properties: policy({ Effect: 'Allow', Principal: { Service }, Condition }) };
}

function policy(statement: object) {
  const document = { Statement: [{ Action: 'x:Y', Resource: '*', ...statement }] };
  return { PolicyDocument: document, KeyPolicy: document, AssumeRolePolicyDocument: document };
}
