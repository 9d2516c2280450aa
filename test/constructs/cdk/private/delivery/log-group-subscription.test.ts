import { NestedStack, Stack } from 'aws-cdk-lib';
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

describe.each(APP_VARIANTS)('a log group with a lake ($title)', (variant) => {
  const stack = newStack(variant);
  const lake = new FlowLake(stack, 'Lake');
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ lake }) });
  const template = PlainTemplate.of(stack);
  const { account, region } = environmentOf(stack);
  const stream = template.id('AWS::KinesisFirehose::DeliveryStream');
  const bucket = template.id('AWS::S3::Bucket', 'LakeRaw');

  test('has a subscription of all records to a delivery stream, which depends on its policy', () => {
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

  test('has a stream that writes to its own folder of the raw bucket, without compression', () => {
    const folder = `cloudwatch/${account}/${region}/${FORMAT.id}`;
    const time = '!{timestamp:yyyy/MM/dd/HH}/';
    const { Properties, DependsOn } = template.the('AWS::KinesisFirehose::DeliveryStream');
    expect(Properties).toEqual({
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
      ExtendedS3DestinationConfiguration: {
        BucketARN: `<${bucket}.Arn>`,
        RoleARN: `<${template.id('AWS::IAM::Role', 'FlowLogsToLakeStreamRole')}.Arn>`,
        Prefix: `streams/${folder}/${time}`,
        ErrorOutputPrefix: `stream-errors/${folder}/!{firehose:error-output-type}/${time}`,
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 300 },
        CompressionFormat: 'UNCOMPRESSED',
        CloudWatchLoggingOptions: {
          Enabled: true,
          LogGroupName: `<${template.id('AWS::Logs::LogGroup', 'FlowLogsToLakeStreamErrors')}>`,
          LogStreamName: `<${template.id('AWS::Logs::LogStream')}>`,
        },
      },
    });
    expect(DependsOn).toEqual([
      template.id('AWS::IAM::Policy', 'FlowLogsToLakeStreamRole'),
      template.id('Custom::S3BucketNotifications'),
    ]);
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
            [`<${bucket}.Arn>/stream-errors/${folder}/*`, `<${bucket}.Arn>/streams/${folder}/*`].join(),
        ),
      },
      {
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        Resource: [`<${bucket}.Arn>`],
      },
    ]);
  });

  test('passes the format of the records to the normalizer', () => {
    const { Environment } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties;
    const { Variables } = Environment as { Variables: { FLOW_LOG_FORMATS: string } };
    expect(JSON.parse(Variables.FLOW_LOG_FORMATS)).toEqual({ [FORMAT.id]: FORMAT.toString() });
  });

  test('grants no access to the bucket and creates no raw table', () => {
    const allowed = template
      .statements('AWS::S3::BucketPolicy', 'LakeRaw')
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([]);
    expect(template.all('AWS::Glue::Table', 'LakeTablesraw')).toEqual([]);
    expect(warnings(flowLogs)).toEqual([]);
  });
});

test('a key of the lake also encrypts the objects and errors of the stream', () => {
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
  // the group of the flow logs has its own option
  expect(template.the('AWS::Logs::LogGroup', 'FlowLogsLogGroup').Properties).not.toHaveProperty('KmsKeyId');
});

describe('a flow log is created after the subscription, without which its records do not reach the lake', () => {
  const dependencies = (template: PlainTemplate, id: string) =>
    template.the('AWS::EC2::FlowLog', id).DependsOn;

  test.each(['Own', undefined])('for each flow log of a stack (group: %s)', (id) => {
    const stack = newStack();
    const lake = FlowLake.ofStack(stack);
    const logGroup = id === undefined ? undefined : new logs.LogGroup(stack, id);
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroup, lake });
    const { length } = ['One', 'Two'].map((each) => newFlowLogs(stack, { destination }, each));
    const template = PlainTemplate.of(stack);
    const filters = template.all('AWS::Logs::SubscriptionFilter').map(([each]) => each);
    expect(filters).toHaveLength(logGroup ? 1 : length);
    expect(dependencies(template, 'One')).toContain(filters[0]);
    expect(dependencies(template, 'Two')).toContain(filters.at(-1));
  });

  test.each([
    ['of the stack of the subscription', 'First'],
    ['of the other stack', 'Second'],
    ['that is imported', undefined],
  ])('of two stacks, without a cycle, for a group %s', (_, owner) => {
    const app = newApp();
    const [base, first, second] = ['Base', 'First', 'Second'].map((id) => new Stack(app, id)) as [
      Stack,
      Stack,
      Stack,
    ];
    const lake = new FlowLake(base, 'Lake');
    const logGroup =
      owner === undefined
        ? logs.LogGroup.fromLogGroupName(base, 'Own', '/vpc/flows')
        : new logs.LogGroup(owner === 'First' ? first : second, 'Own');
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroup, lake });
    newFlowLogs(first, { destination }, 'FlowLogsOne');
    newFlowLogs(second, { destination }, 'FlowLogsTwo');
    const template = PlainTemplate.of(first);
    expect(dependencies(template, 'FlowLogs')).toContain(template.id('AWS::Logs::SubscriptionFilter'));
    expect(first.dependencies.includes(second)).toBe(owner === 'Second');
    expect(second.dependencies.includes(first)).toBe(owner === 'First');
  });

  test('of a stack and its nested stack with the log group, without a cycle', () => {
    const stack = newStack();
    const lake = FlowLake.ofStack(stack);
    const nested = new NestedStack(stack, 'Nested');
    const destination = FlowLogDestination.toCloudWatchLogs({
      lake,
      logGroup: new logs.LogGroup(nested, 'Own'),
    });
    newFlowLogs(stack, { destination }, 'FlowLogsOne');
    newFlowLogs(nested, { destination }, 'FlowLogsTwo');
    const template = PlainTemplate.of(stack);
    expect(dependencies(template, 'FlowLogs')).toContain(template.id('AWS::Logs::SubscriptionFilter'));
    expect(template.the('AWS::CloudFormation::Stack')).not.toHaveProperty('DependsOn');
  });
});

describe('several flow logs of one group', () => {
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

  test.each([false, true])('deliver every record to the lake once (imported: %s)', (imported) => {
    const stack = newStack();
    twice(stack, { imported });
    const template = PlainTemplate.of(stack);
    expect(template.all('AWS::Logs::SubscriptionFilter')).toHaveLength(1);
    expect(template.all('AWS::KinesisFirehose::DeliveryStream')).toHaveLength(1);
    expect(template.all('AWS::EC2::FlowLog')).toHaveLength(2);
  });

  test('of groups with the same name in two regions have two subscriptions', () => {
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

  test('are rejected if their formats differ', () => {
    const format = LogFormat.of(VpcField.SRCADDR, VpcField.START);
    expect(() => twice(newStack(), { format, imported: true })).toThrow(
      new Error(
        'Network/Two: log group /vpc/flows already receives records of another format (Network/One/ToLake), and its ' +
          'records have no header line: use another log group',
      ),
    );
  });

  test('are rejected if their lakes differ', () => {
    const stack = newStack();
    expect(() => twice(stack, { lake: new FlowLake(stack, 'Second') })).toThrow(
      'already has a subscription to another lake (Network/One/ToLake): use that lake',
    );
  });
});

test('a delivery stream to a lake of another account is rejected', () => {
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
        `Network/${id}: lake Central/Lake is not in the account of stack Network: a lake accepts delivery streams of ` +
          'its own account only. Deliver through S3 with FlowLogDestination.toLake',
      ),
    );
  }
});

describe('the formats of delivery streams', () => {
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

  test('can differ', () => {
    expect(() => PlainTemplate.of(stackWith(3))).not.toThrow();
  });

  test('are rejected above the size limit of the environment', () => {
    expect(() => PlainTemplate.of(stackWith(5))).toThrow(
      /the 5 formats of delivery streams to this lake have \d+ bytes, but the environment of the normalizer holds at most 3328/,
    );
  });
});
