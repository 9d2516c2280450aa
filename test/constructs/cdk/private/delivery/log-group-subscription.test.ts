import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLake, FlowLogDestination, LogFormat, VpcField } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { deliveryStreamTrust, subscriptionTrust } from '../../../../../aws/policies';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { environmentOf, PlainTemplate, plainStatements } from '../../../../support/plain-template';
import { OTHER_ACCOUNT } from '../../../../support/policy-requests';

const FORMAT = LogFormat.RECOMMENDED;

describe.each(APP_VARIANTS)('a log group that goes to a lake as well ($title)', (variant) => {
  const stack = newStack(variant);
  const lake = new FlowLake(stack, 'Lake');
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ lake }) });
  const template = PlainTemplate.of(stack);
  const { account, region } = environmentOf(stack);
  const stream = template.id('AWS::KinesisFirehose::DeliveryStream');
  const bucket = template.id('AWS::S3::Bucket', 'LakeRaw');

  test('hands all that arrives to a delivery stream, once it may', () => {
    expect(template.the('AWS::Logs::SubscriptionFilter')).toEqual({
      Type: 'AWS::Logs::SubscriptionFilter',
      Properties: {
        LogGroupName: `<${template.id('AWS::Logs::LogGroup', 'FlowLogsLogGroup')}>`,
        DestinationArn: `<${stream}.Arn>`,
        RoleArn: `<${template.id('AWS::IAM::Role', 'FlowLogsToLakeRole')}.Arn>`,
        FilterPattern: '',
      },
      DependsOn: [template.id('AWS::IAM::Policy', 'FlowLogsToLakeRole')],
    });
    expect(template.trust('FlowLogsToLakeRole')).toEqual(
      plainStatements(subscriptionTrust(environmentOf(stack))),
    );
    expect(template.statements('AWS::IAM::Policy', 'FlowLogsToLakeRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
        Resource: [`<${stream}.Arn>`],
      },
    ]);
  });

  test('has a stream that writes into its own folder of the raw bucket, as it comes', () => {
    const place = `cloudwatch/${account}/${region}/${FORMAT.id}`;
    const time = '!{timestamp:yyyy/MM/dd/HH}/';
    const { Properties, DependsOn } = template.the('AWS::KinesisFirehose::DeliveryStream');
    expect(Properties).toEqual({
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
      ExtendedS3DestinationConfiguration: {
        BucketARN: `<${bucket}.Arn>`,
        RoleARN: `<${template.id('AWS::IAM::Role', 'FlowLogsToLakeStreamRole')}.Arn>`,
        Prefix: `streams/${place}/${time}`,
        ErrorOutputPrefix: `stream-errors/${place}/!{firehose:error-output-type}/${time}`,
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 300 },
        CompressionFormat: 'UNCOMPRESSED',
        CloudWatchLoggingOptions: {
          Enabled: true,
          LogGroupName: `<${template.id('AWS::Logs::LogGroup', 'FlowLogsToLakeStreamErrors')}>`,
          LogStreamName: `<${template.id('AWS::Logs::LogStream')}>`,
        },
      },
    });
    expect(DependsOn).toEqual([template.id('AWS::IAM::Policy', 'FlowLogsToLakeStreamRole')]);
    expect(template.trust('FlowLogsToLakeStreamRole')).toEqual(plainStatements(deliveryStreamTrust(account)));
    const statements = template.statements('AWS::IAM::Policy', 'FlowLogsToLakeStreamRole');
    expect(statements.sort((a, b) => String(a.Action).localeCompare(String(b.Action)))).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [`<${template.id('AWS::Logs::LogGroup', 'FlowLogsToLakeStreamErrors')}.Arn>`],
      },
      {
        Effect: 'Allow',
        Action: ['s3:AbortMultipartUpload', 's3:PutObject'],
        Resource: expect.toSatisfy(
          (resources) =>
            [...resources].sort().join() ===
            [`<${bucket}.Arn>/stream-errors/${place}/*`, `<${bucket}.Arn>/streams/${place}/*`].join(),
        ),
      },
      {
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        Resource: [`<${bucket}.Arn>`],
      },
    ]);
  });

  test('tells the normalizer which fields the records have', () => {
    const { Environment } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties;
    const { Variables } = Environment as { Variables: { FLOW_LOG_FORMATS: string } };
    expect(JSON.parse(Variables.FLOW_LOG_FORMATS)).toEqual({ [FORMAT.id]: FORMAT.toString() });
  });

  test('lets no log delivery into the bucket, and has no raw table: nothing comes that way', () => {
    const allowed = template
      .statements('AWS::S3::BucketPolicy', 'LakeRaw')
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([]);
    expect(template.all('AWS::Glue::Table', 'LakeTablesraw')).toEqual([]);
    expect(warnings(flowLogs)).toEqual([]);
  });
});

test('a key of the lake: the stream may write under it, and its errors lie under it, too', () => {
  const stack = newStack();
  const lake = new FlowLake(stack, 'Lake', { encryptionKey: new kms.Key(stack, 'Key') });
  newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ lake }) });
  const template = PlainTemplate.of(stack);
  const key = `<${template.id('AWS::KMS::Key')}.Arn>`;
  expect(template.statements('AWS::IAM::Policy', 'FlowLogsToLakeStreamRole')).toContainEqual({
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: [key],
  });
  const errors = template.the('AWS::Logs::LogGroup', 'FlowLogsToLakeStreamErrors');
  expect(errors.Properties.KmsKeyId).toBe(key);
  // the group of the flow logs has an option of its own
  expect(template.the('AWS::Logs::LogGroup', 'FlowLogsLogGroup').Properties).not.toHaveProperty('KmsKeyId');
});

describe('one group, several flow logs', () => {
  function twice(stack: Stack, second: { lake?: FlowLake; format?: LogFormat; imported?: boolean } = {}) {
    const lake = FlowLake.ofStack(stack);
    const group = () =>
      logs.LogGroup.fromLogGroupName(stack, `Own${stack.node.children.length}`, '/vpc/flows');
    const logGroup = second.imported ? group() : new logs.LogGroup(stack, 'Own');
    const one = FlowLogDestination.toCloudWatchLogs({ logGroup, lake });
    newFlowLogs(stack, { destination: one }, 'One');
    const other = FlowLogDestination.toCloudWatchLogs({
      logGroup: second.imported ? group() : logGroup,
      lake: second.lake ?? lake,
    });
    newFlowLogs(stack, { destination: other, format: second.format }, 'Two');
  }

  test.each([false, true])('the lake gets every record once (imported: %s)', (imported) => {
    const stack = newStack();
    twice(stack, { imported });
    const template = PlainTemplate.of(stack);
    expect(template.all('AWS::Logs::SubscriptionFilter')).toHaveLength(1);
    expect(template.all('AWS::KinesisFirehose::DeliveryStream')).toHaveLength(1);
    expect(template.all('AWS::EC2::FlowLog')).toHaveLength(2);
  });

  test('groups of the same name in two regions are two', () => {
    const app = newApp();
    const stacks = ['us-east-1', 'eu-west-1'].map((region) => {
      const stack = new Stack(app, region, { env: { account: ACCOUNT, region } });
      const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Own', '/vpc/flows');
      const lake = FlowLake.ofStack(stack);
      newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ logGroup, lake }) });
      return stack;
    });
    for (const stack of stacks) {
      expect(PlainTemplate.of(stack).all('AWS::Logs::SubscriptionFilter')).toHaveLength(1);
    }
  });

  test('fails with records of two formats, which could not be told apart', () => {
    const format = LogFormat.of(VpcField.SRCADDR, VpcField.START);
    expect(() => twice(newStack(), { format, imported: true })).toThrow(
      new Error(
        'Network/Two: log group /vpc/flows goes to the lake with records of another format (Network/One/ToLake), ' +
          'and records in a group do not say their fields: take another group',
      ),
    );
  });

  test('fails with a second lake', () => {
    const stack = newStack();
    expect(() => twice(stack, { lake: new FlowLake(stack, 'Second') })).toThrow(
      'already goes to another lake (Network/One/ToLake): one is enough',
    );
  });
});

test('fails with a lake of another account, into whose bucket no stream of this one may write', () => {
  const app = newApp();
  const region = 'us-east-1';
  const central = new Stack(app, 'Central', { env: { account: OTHER_ACCOUNT, region } });
  const lake = new FlowLake(central, 'Lake', { rawBucketName: 'central-raw' });
  const network = new Stack(app, 'Network', { env: { account: ACCOUNT, region } });
  for (const destination of [
    FlowLogDestination.toCloudWatchLogs({ lake }),
    FlowLogDestination.toLakeThroughFirehose(lake),
  ]) {
    const id = `FlowLogs${network.node.children.length}`;
    expect(() => newFlowLogs(network, { destination }, id)).toThrow(
      new Error(
        `Network/${id}: lake Central/Lake is not in the account of Network, and from elsewhere it takes flow logs by ` +
          'S3 delivery alone: use FlowLogDestination.toLake',
      ),
    );
  }
});

describe('the formats of records that come through streams', () => {
  const { fields } = LogFormat.EVERYTHING;

  function stackWith(formats: number): Stack {
    const stack = newStack();
    const destination = FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(stack));
    for (let first = 0; first < formats; first++) {
      const format = LogFormat.of(...fields.slice(first), ...fields.slice(0, first));
      newFlowLogs(stack, { format, destination }, `FlowLogs${first}`);
    }
    return stack;
  }

  test('may be several', () => {
    expect(() => PlainTemplate.of(stackWith(3))).not.toThrow();
  });

  test('fails with more than the environment of a function holds', () => {
    expect(() => PlainTemplate.of(stackWith(5))).toThrow(
      /5 formats of records that come through delivery streams take \d+ bytes, and the normalizer has room for 3584/,
    );
  });
});
