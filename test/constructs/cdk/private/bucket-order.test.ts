import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { notes } from '../../../support/annotations';
import { newFlowLogs, newStack } from '../../../support/cdk-apps';
import { createdBefore } from '../../../support/creation-order';
import { PlainTemplate } from '../../../support/plain-template';

const EMPTIER = 'Custom::S3AutoDeleteObjects';
const THROW_AWAY = { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true };

describe.each([false, true])('a bucket with autoDeleteObjects, feature flags: %s', (flags) => {
  test('is emptied after the deletion of the flow log', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket', THROW_AWAY);
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    const template = PlainTemplate.of(stack);
    expect(template.the('AWS::EC2::FlowLog').DependsOn).toEqual([
      template.id(EMPTIER),
      template.id('AWS::S3::BucketPolicy'),
    ]);
  });

  test('is emptied after it also if the mixin of CDK is applied later', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    bucket.with(new s3.mixins.BucketAutoDeleteObjects());
    const template = PlainTemplate.of(stack);
    expect(template.the('AWS::EC2::FlowLog').DependsOn).toContain(template.id(EMPTIER));
  });

  test('is emptied after the deletion of a delivery stream that writes to it', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket', THROW_AWAY);
    const stream = new firehose.DeliveryStream(stack, 'Stream', {
      destination: new firehose.S3Bucket(bucket),
    });
    newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) });
    const template = PlainTemplate.of(stack);
    const id = template.id('AWS::KinesisFirehose::DeliveryStream');
    expect(createdBefore(template, id)).toContain(template.id(EMPTIER));
    expect(createdBefore(template, template.id('AWS::EC2::FlowLog'))).toContain(id);
    expect(createdBefore(template, template.id(EMPTIER))).not.toContain(id);
  });

  test('gives no circle if its policy names the delivery stream', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket', THROW_AWAY);
    const stream = new firehose.DeliveryStream(stack, 'Stream', {
      destination: new firehose.S3Bucket(bucket),
    });
    bucket.addToResourcePolicy(statementFor(stream.deliveryStreamArn));
    newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) });
    const template = PlainTemplate.of(stack);
    const id = template.id('AWS::KinesisFirehose::DeliveryStream');
    expect(createdBefore(template, template.id(EMPTIER))).toContain(id);
    expect(createdBefore(template, id)).not.toContain(id);
  });
});

describe.each([false, true])('a lake with autoDeleteObjects, feature flags: %s', (flags) => {
  const stack = newStack({ flags });
  const lake = new FlowLake(stack, 'Lake', THROW_AWAY);
  newFlowLogs(stack, {
    destinations: [FlowLogDestination.toLake(lake)],
  });
  newFlowLogs(stack, { destination: FlowLogDestination.toLakeThroughFirehose(lake) }, 'Stream');
  const template = PlainTemplate.of(stack);
  const emptierOf = (bucket: string) => {
    const found = template
      .all(EMPTIER)
      .filter(([, { Properties }]) => Properties.BucketName === `<${bucket}>`);
    expect(found).toHaveLength(1);
    return found[0]?.[0] as string;
  };
  const raw = template.id('AWS::S3::Bucket', 'LakeRaw');
  const table = template.id('AWS::S3::Bucket', 'LakeTable');

  test.each([
    ['AWS::EC2::FlowLog', 'FlowLogs'],
    ['AWS::EC2::FlowLog', 'Stream'],
    ['AWS::KinesisFirehose::DeliveryStream', ''],
    ['AWS::IAM::Policy', 'StreamRoleDefaultPolicy'],
  ])('empties the raw bucket after the deletion of %s %s', (type, prefix) => {
    expect(createdBefore(template, template.id(type, prefix))).toContain(emptierOf(raw));
  });

  test.each([
    ['AWS::Lambda::EventSourceMapping', ''],
    ['AWS::Lambda::Function', 'LakeNormalizer'],
    ['AWS::IAM::Policy', 'LakeNormalizer'],
    ['AWS::Athena::WorkGroup', ''],
  ])('empties the table bucket after the deletion of %s %s', (type, prefix) => {
    expect(createdBefore(template, template.id(type, prefix))).toContain(emptierOf(table));
  });

  test('deletes the notification before the raw bucket, and no data is retained', () => {
    expect(createdBefore(template, template.id('Custom::S3BucketNotifications'))).toContain(raw);
    for (const type of ['AWS::S3::Bucket', 'AWS::Logs::LogGroup']) {
      for (const [, { DeletionPolicy }] of template.all(type)) expect(DeletionPolicy).toBe('Delete');
    }
    expect(template.the('AWS::Athena::WorkGroup').Properties.RecursiveDeleteOption).toBe(true);
  });

  test('has no circle', () => {
    for (const id of Object.keys(template.resources)) expect(createdBefore(template, id)).not.toContain(id);
  });

  test('has no circle if the policy of its table bucket names the normalizer', () => {
    const stack = newStack({ flags });
    const tableBucket = new s3.Bucket(stack, 'Own', THROW_AWAY);
    const { role } = new FlowLake(stack, 'Lake', { ...THROW_AWAY, tableBucket }).normalizer;
    tableBucket.grantRead(new iam.ArnPrincipal(role?.roleArn ?? ''));
    // throws if resources depend on each other
    const own = PlainTemplate.of(stack);
    const id = own.id('AWS::IAM::Role', 'LakeNormalizerRole');
    expect(createdBefore(own, own.id(EMPTIER, 'Own'))).toContain(id);
    expect(createdBefore(own, id)).not.toContain(id);
  });
});

describe('the removal of a lake', () => {
  const buckets = (stack: Stack) => Template.fromStack(stack).findResources(EMPTIER);

  test('leaves an existing table bucket untouched', () => {
    const stack = newStack();
    const tableBucket = new s3.Bucket(stack, 'Own');
    new FlowLake(stack, 'Lake', { ...THROW_AWAY, tableBucket });
    expect(Object.keys(buckets(stack))).toEqual([expect.stringMatching(/^LakeRaw/)]);
  });

  test('with autoDeleteObjects requires the policy DESTROY', () => {
    expect(() => new FlowLake(newStack(), 'Lake', { autoDeleteObjects: true })).toThrow(
      'Network/Lake: autoDeleteObjects is true, but removalPolicy is not set: set removalPolicy to RemovalPolicy.DESTROY',
    );
    const removalPolicy = RemovalPolicy.RETAIN;
    expect(() => new FlowLake(newStack(), 'Lake', { autoDeleteObjects: true, removalPolicy })).toThrow(
      'but removalPolicy is retain: set',
    );
  });

  test('with autoDeleteObjects excludes Object Lock', () => {
    const rawObjectLock = s3.ObjectLockRetention.governance(Duration.days(1));
    expect(() => new FlowLake(newStack(), 'Lake', { ...THROW_AWAY, rawObjectLock })).toThrow(
      'Network/Lake: autoDeleteObjects is true, but rawObjectLock protects the raw objects from deletion: remove one of ' +
        'the props',
    );
  });

  test('by DESTROY alone has a note: CloudFormation cannot delete buckets with objects', () => {
    const lake = new FlowLake(newStack(), 'Lake', { removalPolicy: RemovalPolicy.DESTROY });
    expect(notes(lake)).toEqual([
      expect.stringMatching(
        /^removalPolicy is RemovalPolicy\.DESTROY, but CloudFormation cannot delete .*autoDeleteObjects/,
      ),
    ]);
    expect(notes(new FlowLake(newStack(), 'Lake', THROW_AWAY))).toEqual([]);
    expect(notes(new FlowLake(newStack(), 'Lake'))).toEqual([]);
  });
});

function statementFor(sourceArn: string) {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('firehose.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  });
}
