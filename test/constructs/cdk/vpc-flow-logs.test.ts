import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  LogFormat,
  VpcField,
  VpcFlowLogs,
} from 'cloud-flow-logs/cdk';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { bucketStatements } from '../../../aws/policies';
import { ACCOUNT, APP_VARIANTS, newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate, sendersOf } from '../../support/plain-template';
import { thrownBy } from '../../support/thrown';

const LOG_DELIVERY = 'delivery.logs.amazonaws.com';
const TGW_FORMAT = LogFormat.parse('${version} ${tgw-id}');

describe.each(APP_VARIANTS)('flow logs of { vpc } alone ($title)', ({ flags, env }) => {
  const stack = newStack({ flags, env });
  const vpc = newVpc(stack);
  new VpcFlowLogs(stack, 'FlowLogs', { vpc });
  const template = PlainTemplate.of(stack);
  const bucket = template.id('AWS::S3::Bucket', 'FlowLakeRaw');

  test('record all traffic of the VPC in the recommended format, and depend on notification and bucket policy', () => {
    expect(template.the('AWS::EC2::FlowLog')).toEqual({
      Type: 'AWS::EC2::FlowLog',
      Properties: {
        ResourceType: 'VPC',
        ResourceId: `<${template.id('AWS::EC2::VPC')}>`,
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: `<${bucket}.Arn>`,
        LogFormat: LogFormat.RECOMMENDED.toString(),
        MaxAggregationInterval: 600,
        DestinationOptions: {
          FileFormat: 'plain-text',
          HiveCompatiblePartitions: false,
          PerHourPartition: false,
        },
        Tags: [{ Key: 'Name', Value: 'Network/FlowLogs' }],
      },
      DependsOn: [
        template.id('Custom::S3BucketNotifications', 'FlowLakeRaw'),
        template.id('AWS::S3::BucketPolicy', 'FlowLakeRaw'),
      ],
    });
  });

  test('are the only flow logs that the bucket policy allows', () => {
    const allowed = template
      .statements('AWS::S3::BucketPolicy', 'FlowLakeRaw')
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual(bucketStatements(sendersOf(stack), { arn: `<${bucket}.Arn>`, prefix: '' }, ''));
  });
});

test('the bucket policy is that of the Amazon VPC User Guide', () => {
  const stack = newStack({ env: { account: ACCOUNT, region: 'us-gov-west-1' } });
  new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack) });
  const template = PlainTemplate.of(stack);
  const bucketArn = `<${template.id('AWS::S3::Bucket', 'FlowLakeRaw')}.Arn>`;
  const fromSender = {
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
    ArnLike: { 'aws:SourceArn': `arn:aws-us-gov:logs:us-gov-west-1:${ACCOUNT}:*` },
  };
  expect(template.statements('AWS::S3::BucketPolicy', 'FlowLakeRaw')).toEqual(
    expect.arrayContaining([
      {
        Sid: 'AWSLogDeliveryWrite',
        Effect: 'Allow',
        Principal: { Service: LOG_DELIVERY },
        Action: ['s3:PutObject'],
        Resource: [`${bucketArn}/AWSLogs/${ACCOUNT}/*`],
        Condition: {
          ...fromSender,
          StringEquals: { ...fromSender.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
      {
        Sid: 'AWSLogDeliveryAclCheck',
        Effect: 'Allow',
        Principal: { Service: LOG_DELIVERY },
        Action: ['s3:GetBucketAcl', 's3:ListBucket'],
        Resource: [bucketArn],
        Condition: fromSender,
      },
    ]),
  );
});

describe('the props', () => {
  test('select a target other than a VPC', () => {
    const stack = newStack();
    const subnet = newVpc(stack).publicSubnets[0] as ec2.ISubnet;
    new VpcFlowLogs(stack, 'OfSubnet', { target: FlowLogTarget.subnet(subnet) });
    new VpcFlowLogs(stack, 'OfInterface', {
      target: FlowLogTarget.networkInterface('eni-0123456789abcdef0'),
    });
    const template = PlainTemplate.of(stack);
    expect(template.the('AWS::EC2::FlowLog', 'OfSubnet').Properties).toMatchObject({
      ResourceType: 'Subnet',
      ResourceId: `<${template.id('AWS::EC2::Subnet', 'VpcPublic')}>`,
    });
    expect(template.the('AWS::EC2::FlowLog', 'OfInterface').Properties).toMatchObject({
      ResourceType: 'NetworkInterface',
      ResourceId: 'eni-0123456789abcdef0',
    });
  });

  test('select format, traffic type and interval', () => {
    const stack = newStack();
    const format = LogFormat.of(VpcField.SRCADDR, VpcField.DSTADDR, VpcField.START);
    const flowLogs = new VpcFlowLogs(stack, 'FlowLogs', {
      vpc: newVpc(stack),
      format,
      trafficType: ec2.FlowLogTrafficType.REJECT,
      maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      LogFormat: '${srcaddr} ${dstaddr} ${start}',
      TrafficType: 'REJECT',
      MaxAggregationInterval: 60,
    });
    expect(flowLogs.format).toBe(format);
    const [id] = Object.keys(template.findResources('AWS::EC2::FlowLog'));
    expect(stack.resolve(flowLogs.flowLogId)).toEqual({ 'Fn::GetAtt': [id, 'Id'] });
  });

  test('select hourly folders in the lake', () => {
    const stack = newStack();
    const destination = FlowLogDestination.toLake(FlowLake.ofStack(stack), { perHourPartition: true });
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::FlowLog', {
      DestinationOptions: {
        FileFormat: 'plain-text',
        HiveCompatiblePartitions: false,
        PerHourPartition: true,
      },
    });
  });
});

test('all flow logs of a stack share its lake and one policy statement', () => {
  const stack = newStack();
  const vpc = newVpc(stack);
  new VpcFlowLogs(stack, 'Accepted', { vpc, trafficType: ec2.FlowLogTrafficType.ACCEPT });
  new VpcFlowLogs(stack, 'Rejected', { vpc, trafficType: ec2.FlowLogTrafficType.REJECT });
  const template = PlainTemplate.of(stack);
  expect(template.all('AWS::Athena::WorkGroup')).toHaveLength(1);
  const destinations = template
    .all('AWS::EC2::FlowLog')
    .map(([, { Properties }]) => Properties.LogDestination);
  const bucket = `<${template.id('AWS::S3::Bucket', 'FlowLakeRaw')}.Arn>`;
  expect(destinations).toEqual([bucket, bucket]);
  const sids = template.statements('AWS::S3::BucketPolicy', 'FlowLakeRaw').flatMap(({ Sid }) => Sid ?? []);
  expect(sids).toEqual([expect.stringMatching(/^AWSLogDeliveryWrite/), 'AWSLogDeliveryAclCheck']);
});

test('each stack has its own lake', () => {
  const stack = newStack();
  const other = new Stack(stack.node.root as Construct, 'Other');
  expect(FlowLake.ofStack(other)).not.toBe(FlowLake.ofStack(stack));
  expect(FlowLake.ofStack(newVpc(other))).toBe(FlowLake.ofStack(other));
});

describe('invalid props', () => {
  const scope = () => {
    const stack = newStack();
    return { stack, vpc: newVpc(stack) };
  };

  test('are rejected: neither vpc nor target', () => {
    expect(() => new VpcFlowLogs(scope().stack, 'FlowLogs', {})).toThrow(
      new Error('Network/FlowLogs: neither vpc nor target is set: set one of them'),
    );
  });

  test('are rejected: both vpc and target', () => {
    const { stack, vpc } = scope();
    const props = { vpc, target: FlowLogTarget.networkInterface('eni-0123456789abcdef0') };
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', props)).toThrow(
      new Error('Network/FlowLogs: vpc and target are both set: set one of them'),
    );
  });

  test('are rejected: a format of transit gateway fields', () => {
    const { stack, vpc } = scope();
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc, format: TGW_FORMAT })).toThrow(
      new Error(
        'Network/FlowLogs: format contains transit gateway fields, which VPC flow logs do not support: ${version} ${tgw-id}',
      ),
    );
  });

  test('are rejected: tag fields without a key', () => {
    const { stack, vpc } = scope();
    const tags = VpcField.all().filter(({ holdsTag }) => holdsTag);
    expect(tags.length).toBeGreaterThan(1);
    const format = LogFormat.of(VpcField.SRCADDR, ...tags);
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc, format })).toThrow(
      new Error(
        `Network/FlowLogs: format contains ${tags.join(', ')} without a tag key: choose the keys with ` +
          'format.withTags(...) or remove the fields',
      ),
    );
  });

  test('are rejected: another construct with the id of the lake', () => {
    const { stack, vpc } = scope();
    new Construct(stack, 'FlowLake');
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc })).toThrow(
      new Error(
        'Network/FlowLake is not a FlowLake: give that construct another id, or set the destination of the flow log',
      ),
    );
  });

  test('are reported together', () => {
    const { stack } = scope();
    const bucket = new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS_MANAGED });
    const props = {
      format: TGW_FORMAT,
      destination: FlowLogDestination.toS3(bucket, { prefix: '/AWSLogs/' }),
    };
    const message = thrownBy(() => new VpcFlowLogs(stack, 'FlowLogs', props));
    const problems = [
      'neither vpc nor target is set',
      'format contains transit gateway fields',
      'prefix "/AWSLogs/" must not begin or end with a slash',
      'prefix "/AWSLogs/" uses the name AWSLogs',
      'bucket Network/Logs is encrypted with the AWS managed key aws/s3',
    ];
    for (const problem of problems) expect(message).toContain(problem);
  });
});
