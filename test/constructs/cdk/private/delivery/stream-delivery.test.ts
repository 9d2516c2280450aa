import { Stack, Tags } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination, LogFormat } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { deliveryStreamTrust } from '../../../../../aws/policies';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { environmentOf, PlainTemplate, plainStatements } from '../../../../support/plain-template';
import { OTHER_ACCOUNT } from '../../../../support/policy-requests';

const ENV = { account: ACCOUNT, region: 'us-east-1' };
const TAG = { Key: 'LogDeliveryEnabled', Value: 'true' };

function newStream(stack: Stack): firehose.DeliveryStream {
  return new firehose.DeliveryStream(stack, 'Own', {
    destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Archive')),
  });
}

describe.each(APP_VARIANTS)('an existing delivery stream ($title)', (variant) => {
  const stack = newStack(variant);
  const stream = newStream(stack);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) });
  const template = PlainTemplate.of(stack);
  const id = template.id('AWS::KinesisFirehose::DeliveryStream');

  test('is the destination of the flow log, without a role', () => {
    const { Properties, DependsOn } = template.the('AWS::EC2::FlowLog');
    expect(Properties).toMatchObject({
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: `<${id}.Arn>`,
    });
    for (const other of [
      'DeliverLogsPermissionArn',
      'DeliverCrossAccountRole',
      'DestinationOptions',
      'LogGroupName',
    ]) {
      expect(Properties).not.toHaveProperty(other);
    }
    expect(DependsOn).toContain(id);
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('has the tag of log delivery, and its other resources do not', () => {
    expect(template.the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([TAG]);
    for (const type of ['AWS::IAM::Role', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket']) {
      for (const [, { Properties }] of template.all(type))
        expect(Properties ?? {}).not.toHaveProperty('Tags');
    }
  });
});

test('a stream keeps its other tags', () => {
  const stack = newStack();
  Tags.of(stack).add('team', 'network');
  newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(newStream(stack)) });
  expect(PlainTemplate.of(stack).the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([
    TAG,
    { Key: 'team', Value: 'network' },
  ]);
});

test('a stream of another stack has the tag there', () => {
  const app = newApp();
  const other = new Stack(app, 'Other', { env: ENV });
  const stream = newStream(other);
  newFlowLogs(new Stack(app, 'Network', { env: ENV }), {
    destination: FlowLogDestination.toFirehose(stream),
  });
  expect(PlainTemplate.of(other).the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([TAG]);
});

test('an imported stream gives a warning with the tag to add', () => {
  const stack = newStack({ env: ENV });
  const arn = `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/siem`;
  const stream = firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Own', arn);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) });
  expect(warnings(flowLogs)).toEqual([
    expect.stringMatching(
      /^this app does not manage delivery stream siem: add the tag LogDeliveryEnabled = true where the stream is declared/,
    ),
  ]);
  expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties.LogDestination).toBe(arn);
});

test('a stream of another account is rejected', () => {
  const stack = newStack({ env: ENV });
  const arn = `arn:aws:firehose:us-east-1:${OTHER_ACCOUNT}:deliverystream/siem`;
  const stream = firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Own', arn);
  expect(() => newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) })).toThrow(
    new Error(
      `Network/FlowLogs: delivery stream siem is in account ${OTHER_ACCOUNT}: use toFirehoseInAccount`,
    ),
  );
});

describe.each(APP_VARIANTS)('a lake through a delivery stream ($title)', (variant) => {
  const stack = newStack(variant);
  const lake = FlowLake.ofStack(stack);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toLakeThroughFirehose(lake) });
  const template = PlainTemplate.of(stack);
  const { account, region } = environmentOf(stack);
  const id = template.id('AWS::KinesisFirehose::DeliveryStream');

  test('is the destination of the flow log, through a stream with the tag of log delivery', () => {
    expect(template.the('AWS::EC2::FlowLog')).toMatchObject({
      Properties: { LogDestinationType: 'kinesis-data-firehose', LogDestination: `<${id}.Arn>` },
      DependsOn: [id],
    });
    expect(template.the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([TAG]);
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('receives compressed records in the folder of the format only', () => {
    const folder = `firehose/${account}/${region}/${LogFormat.RECOMMENDED.id}`;
    const bucket = template.id('AWS::S3::Bucket', 'FlowLakeRaw');
    expect(template.the('AWS::KinesisFirehose::DeliveryStream').Properties).toMatchObject({
      ExtendedS3DestinationConfiguration: {
        BucketARN: `<${bucket}.Arn>`,
        Prefix: `streams/${folder}/!{timestamp:yyyy/MM/dd/HH}/`,
        CompressionFormat: 'GZIP',
      },
    });
    expect(template.trust('FlowLogsStreamRole')).toEqual(plainStatements(deliveryStreamTrust(account)));
    const written = template
      .statements('AWS::IAM::Policy', 'FlowLogsStreamRole')
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .flatMap(({ Resource = [] }) => Resource);
    expect(written.sort()).toEqual([
      `<${bucket}.Arn>/stream-errors/${folder}/*`,
      `<${bucket}.Arn>/streams/${folder}/*`,
    ]);
  });
});
