import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newStack, newVpc } from '../../support/cdk-apps';
import { confusedDeputies, serviceStatements } from '../../support/service-principals';

const DESTINATIONS: Readonly<Record<string, (stack: Stack) => FlowLogDestination>> = {
  'the default lake': (stack) => FlowLogDestination.toLake(FlowLake.ofStack(stack)),
  'a lake with a key and a topic': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const alarmTopic = new sns.Topic(stack, 'Topic', { enforceSSL: true });
    return FlowLogDestination.toLake(new FlowLake(stack, 'Lake', { encryptionKey, alarmTopic }));
  },
  'a bucket of your own, with a key': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    return FlowLogDestination.toS3(new s3.Bucket(stack, 'Logs', { encryptionKey }), { prefix: 'network' });
  },
};

/** What each app must let in at least, so that the test does not look at nothing. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  'the default lake': ['AWS::S3::BucketPolicy delivery.logs', 'AWS::SQS::QueuePolicy s3'],
  'a lake with a key and a topic': [
    'AWS::KMS::Key delivery.logs',
    'AWS::S3::BucketPolicy delivery.logs',
    'AWS::SQS::QueuePolicy s3',
  ],
  'a bucket of your own, with a key': ['AWS::KMS::Key delivery.logs', 'AWS::S3::BucketPolicy delivery.logs'],
};

describe.each(APP_VARIANTS)('services act for this account alone ($title)', ({ flags, env }) => {
  test.each(Object.keys(DESTINATIONS))('with %s', (name) => {
    const stack = newStack({ flags, env });
    const destination = DESTINATIONS[name]?.(stack);
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination });
    const resources = Template.fromStack(stack).toJSON().Resources;
    const seen = serviceStatements(resources).map(({ type, service }) => `${type} ${service}`);
    for (const service of SERVICES[name] ?? []) expect(seen).toContain(`${service}.amazonaws.com`);
    expect(confusedDeputies(resources)).toEqual([]);
  });
});

describe('the checker of service principals', () => {
  const account = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
  const arn = { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:123456789012:*' } };

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
  ])('finds a statement of %s under %j', (type, Condition, missing) => {
    expect(confusedDeputies({ Planted: planted(type, 'delivery.logs.amazonaws.com', Condition) })).toEqual([
      `Planted: delivery.logs.amazonaws.com ${missing}`,
    ]);
  });

  test('finds one of several services', () => {
    const services = ['s3.amazonaws.com', 'lambda.amazonaws.com'];
    expect(confusedDeputies({ Planted: planted('AWS::SQS::QueuePolicy', services) })).toHaveLength(2);
  });

  test('lets pass what names account and ARN, what denies, what is no service, and roles of functions', () => {
    const allowed = {
      Named: planted('AWS::S3::BucketPolicy', 's3.amazonaws.com', { ...account, ...arn }),
      Exactly: planted('AWS::S3::BucketPolicy', 's3.amazonaws.com', { ...account, ArnEquals: arn.ArnLike }),
      Role: planted('AWS::IAM::Role', 'lambda.amazonaws.com'),
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
