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

  test('are on for the whole VPC and all traffic, with our format, once the bucket is ready', () => {
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
      DependsOn: [template.id('AWS::S3::BucketPolicy', 'FlowLakeRaw')],
    });
  });

  test('are let into the bucket, and those of nobody else', () => {
    const allowed = template
      .statements('AWS::S3::BucketPolicy', 'FlowLakeRaw')
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual(bucketStatements(sendersOf(stack), { arn: `<${bucket}.Arn>`, prefix: '' }));
  });
});

test('the bucket policy is what the VPC User Guide asks for', () => {
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
        Sid: `AWSLogDeliveryWrite${ACCOUNT}usgovwest1`,
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
        Sid: `AWSLogDeliveryAclCheck${ACCOUNT}usgovwest1`,
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
  test('name another target than a VPC', () => {
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

  test('choose format, traffic and interval', () => {
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

  test('begin a folder each hour in the lake', () => {
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

test('all flow logs of a stack share its lake, whose policy lets them in once', () => {
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

test('each stack has a lake of its own', () => {
  const stack = newStack();
  const other = new Stack(stack.node.root as Construct, 'Other');
  expect(FlowLake.ofStack(other)).not.toBe(FlowLake.ofStack(stack));
  expect(FlowLake.ofStack(newVpc(other))).toBe(FlowLake.ofStack(other));
});

describe('failing input', () => {
  const scope = () => {
    const stack = newStack();
    return { stack, vpc: newVpc(stack) };
  };

  test('fails without anything to log', () => {
    expect(() => new VpcFlowLogs(scope().stack, 'FlowLogs', {})).toThrow(
      new Error('Network/FlowLogs: neither vpc nor target is given: say what to log'),
    );
  });

  test('fails with two things to log', () => {
    const { stack, vpc } = scope();
    const props = { vpc, target: FlowLogTarget.networkInterface('eni-0123456789abcdef0') };
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', props)).toThrow(
      new Error('Network/FlowLogs: both vpc and target are given: give one of them'),
    );
  });

  test('fails with a format of transit gateways', () => {
    const { stack, vpc } = scope();
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc, format: TGW_FORMAT })).toThrow(
      new Error(
        'Network/FlowLogs: format has fields of transit gateways, which no VPC flow log writes: ${version} ${tgw-id}',
      ),
    );
  });

  test('fails with fields of tags for which no key is chosen', () => {
    const { stack, vpc } = scope();
    const tags = VpcField.all().filter(({ holdsTag }) => holdsTag);
    expect(tags.length).toBeGreaterThan(1);
    const format = LogFormat.of(VpcField.SRCADDR, ...tags);
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc, format })).toThrow(
      new Error(
        `Network/FlowLogs: format has ${tags.join(', ')}, but no tag key is chosen for them: say which with ` +
          'format.withTags(...), or leave them out',
      ),
    );
  });

  test('fails where the id of the lake is taken', () => {
    const { stack, vpc } = scope();
    new Construct(stack, 'FlowLake');
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { vpc })).toThrow(
      new Error(
        'Network/FlowLake is not a FlowLake: give that construct another id, or name the destination of the flow log',
      ),
    );
  });

  test('fails with all problems at once', () => {
    const { stack } = scope();
    const bucket = new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS_MANAGED });
    const props = {
      format: TGW_FORMAT,
      destination: FlowLogDestination.toS3(bucket, { prefix: '/AWSLogs/' }),
    };
    const told = thrownBy(() => new VpcFlowLogs(stack, 'FlowLogs', props));
    const problems = [
      'neither vpc nor target is given',
      'format has fields of transit gateways',
      'prefix "/AWSLogs/" must not begin or end with a slash',
      'prefix "/AWSLogs/" uses the name AWSLogs',
      'bucket Network/Logs is encrypted with the key aws/s3',
    ];
    for (const problem of problems) expect(told).toContain(problem);
  });
});
