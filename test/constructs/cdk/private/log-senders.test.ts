import { NestedStack, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53resolver from 'aws-cdk-lib/aws-route53resolver';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { newApp, newFlowLogs, newStack, newVpc } from '../../../support/cdk-apps';
import { createdBefore } from '../../../support/creation-order';
import { PlainTemplate } from '../../../support/plain-template';

/** The flow log of CDK's own construct. */
function addL2(stack: Stack, bucket: s3.IBucket): void {
  newVpc(stack).addFlowLog('L2', { destination: ec2.FlowLogDestination.toS3(bucket, 'other') });
}

describe.each([false, true])('the policy of a bucket is created before, feature flags: %s', (flags) => {
  const idOfL2 = (template: PlainTemplate) => template.id('AWS::EC2::FlowLog', 'VpcL2');

  const policyBefore = (stack: Stack, id: (template: PlainTemplate) => string) => {
    const template = PlainTemplate.of(stack);
    expect(createdBefore(template, id(template))).toContain(template.all('AWS::S3::BucketPolicy')[0]?.[0]);
  };

  test('a flow log of ec2.FlowLog that was added earlier', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket');
    addL2(stack, bucket);
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    policyBefore(stack, idOfL2);
  });

  test('a flow log of ec2.FlowLog that is added later', () => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket');
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    addL2(stack, bucket);
    policyBefore(stack, idOfL2);
  });

  test('a flow log of ec2.FlowLog to the raw bucket of a lake', () => {
    const stack = newStack({ flags });
    const lake = new FlowLake(stack, 'Lake');
    newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
    addL2(stack, lake.rawBucket);
    const template = PlainTemplate.of(stack);
    expect(createdBefore(template, idOfL2(template))).toContain(
      template.id('AWS::S3::BucketPolicy', 'LakeRaw'),
    );
  });

  test.each<[string, (stack: Stack, bucket: s3.IBucket) => void]>([
    [
      'AWS::EC2::FlowLog',
      (stack, bucket) => {
        new ec2.CfnFlowLog(stack, 'Sender', {
          resourceType: 'VPC',
          resourceId: 'vpc-0123456789abcdef0',
          logDestinationType: 's3',
          logDestination: `${bucket.bucketArn}/other/`,
        });
      },
    ],
    [
      'AWS::Route53Resolver::ResolverQueryLoggingConfig',
      (stack, bucket) => {
        new route53resolver.CfnResolverQueryLoggingConfig(stack, 'Sender', {
          destinationArn: bucket.bucketArn,
        });
      },
    ],
  ])('another sender: %s', (type, add) => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket');
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    add(stack, bucket);
    policyBefore(stack, (template) => template.id(type, 'Sender'));
  });

  test.each<[string, (stack: Stack) => string]>([
    ['text', () => 'example-logs'],
    ['text with the account', ({ account }) => `example-logs-${account}`],
  ])('a sender that names the bucket by %s', (_, nameIn) => {
    const stack = newStack({ flags });
    const bucketName = nameIn(stack);
    newFlowLogs(stack, {
      destination: FlowLogDestination.toS3(new s3.Bucket(stack, 'Bucket', { bucketName })),
    });
    addL2(stack, s3.Bucket.fromBucketName(stack, 'ByName', bucketName));
    policyBefore(stack, idOfL2);
  });

  test.each<[string, (bucket: s3.Bucket) => unknown]>([
    ['a text', () => 'arn:aws:s3:::example-logs/other/'],
    ['a reference', ({ bucketArn }) => bucketArn],
  ])('a sender whose escape hatch sets %s', (_, destinationOf) => {
    const stack = newStack({ flags });
    const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'example-logs' });
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    addL2(stack, new s3.Bucket(stack, 'Other'));
    const sender = stack.node.findChild('Vpc').node.findChild('L2').node.defaultChild as ec2.CfnFlowLog;
    sender.addPropertyOverride('LogDestination', destinationOf(bucket));
    policyBefore(stack, idOfL2);
  });
});

test('a sender that the policy names gives no circle', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  const sender = new route53resolver.CfnResolverQueryLoggingConfig(stack, 'Sender', {
    destinationArn: bucket.bucketArn,
  });
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${sender.ref}/*`)],
    }),
  );
  const template = PlainTemplate.of(stack);
  expect(template.the('AWS::Route53Resolver::ResolverQueryLoggingConfig')).not.toHaveProperty('DependsOn');
});

test('a sender that names the bucket by text, in a stack that is deployed before, gives no circle', () => {
  const app = newApp();
  const senders = new Stack(app, 'Senders');
  const central = new Stack(app, 'Central');
  central.addDependency(senders);
  const bucket = new s3.Bucket(central, 'Bucket', { bucketName: 'example-logs' });
  newFlowLogs(central, { destination: FlowLogDestination.toS3(bucket) });
  addL2(senders, s3.Bucket.fromBucketName(senders, 'ByName', 'example-logs'));
  expect(() => app.synth()).not.toThrow();
});

test('a sender that names the bucket by text, in another stack, waits for its stack', () => {
  const app = newApp();
  const senders = new Stack(app, 'Senders');
  const central = new Stack(app, 'Central');
  const bucket = new s3.Bucket(central, 'Bucket', { bucketName: 'example-logs' });
  newFlowLogs(central, { destination: FlowLogDestination.toS3(bucket) });
  addL2(senders, s3.Bucket.fromBucketName(senders, 'ByName', 'example-logs'));
  const cloud = app.synth();
  expect(cloud.getStackByName('Senders').dependencies.map(({ id }) => id)).toContain('Central');
});

test('a sender of another bucket whose name begins alike waits for nothing', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'example-logs' });
  newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  addL2(stack, s3.Bucket.fromBucketName(stack, 'ByName', 'example-logs-other'));
  expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog', 'VpcL2')).not.toHaveProperty('DependsOn');
});

test('a sender of another bucket waits for nothing', () => {
  const stack = newStack();
  newFlowLogs(stack, { destination: FlowLogDestination.toS3(new s3.Bucket(stack, 'Bucket')) });
  addL2(stack, new s3.Bucket(stack, 'Other'));
  expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog', 'VpcL2')).not.toHaveProperty('DependsOn');
});

test('a sender in a nested stack waits: the nested stack depends on the policy', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  const nested = new NestedStack(stack, 'Nested');
  new route53resolver.CfnResolverQueryLoggingConfig(nested, 'Sender', { destinationArn: bucket.bucketArn });
  const template = PlainTemplate.of(stack);
  const { DependsOn } = template.the('AWS::CloudFormation::Stack');
  expect(DependsOn).toContain(template.id('AWS::S3::BucketPolicy'));
});
