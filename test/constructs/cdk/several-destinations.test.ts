import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CentralFlowLake, FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newFlowLogs, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

describe.each(APP_VARIANTS)('flow logs to three destinations ($title)', (variant) => {
  const stack = newStack(variant);
  const bucket = new s3.Bucket(stack, 'Own');
  const flowLogs = newFlowLogs(stack, {
    destinations: [
      FlowLogDestination.toLake(FlowLake.ofStack(stack)),
      FlowLogDestination.toCloudWatchLogs(),
      FlowLogDestination.toS3(bucket),
    ],
  });
  const template = PlainTemplate.of(stack);
  const all = template.all('AWS::EC2::FlowLog');

  test('have the same target and format', () => {
    const [first, ...others] = all.map(([, { Properties }]) => {
      const { ResourceId, ResourceType, LogFormat, TrafficType, MaxAggregationInterval, Tags } = Properties;
      return { ResourceId, ResourceType, LogFormat, TrafficType, MaxAggregationInterval, Tags };
    });
    expect(others).toEqual([first, first]);
    expect(all.map(([, { Properties }]) => Properties.LogDestinationType)).toEqual([
      's3',
      'cloud-watch-logs',
      's3',
    ]);
    expect(all.map(([, { Properties }]) => Properties.LogDestination)).toEqual([
      `<${template.id('AWS::S3::Bucket', 'FlowLakeRaw')}.Arn>`,
      undefined,
      `<${template.id('AWS::S3::Bucket', 'Own')}.Arn>`,
    ]);
  });

  test('have ids in the order of the destinations; flowLogId is the first', () => {
    const ids = all.map(([id]) => ({ 'Fn::GetAtt': [id, 'Id'] }));
    expect(stack.resolve(flowLogs.flowLogIds)).toEqual(ids);
    expect(stack.resolve(flowLogs.flowLogId)).toEqual(ids[0]);
  });

  test('each depend on their own destination only', () => {
    const [lake, group, own] = all.map(([, { DependsOn }]) => DependsOn);
    expect(lake).toEqual([
      template.id('Custom::S3BucketNotifications', 'FlowLakeRaw'),
      template.id('AWS::S3::BucketPolicy', 'FlowLakeRaw'),
    ]);
    expect(own).toEqual([template.id('AWS::S3::BucketPolicy', 'Own')]);
    expect(group).toContain(template.id('AWS::IAM::Policy', 'FlowLogsDestination2DeliveryRole'));
    for (const id of lake ?? []) expect(group).not.toContain(id);
  });
});

test('the constructs of the first destination are siblings of the flow log, those of the second have a scope', () => {
  const stack = newStack();
  const two = [FlowLogDestination.toCloudWatchLogs(), FlowLogDestination.toCloudWatchLogs()];
  const { node } = newFlowLogs(stack, { destinations: two });
  const paths = node.findAll().map((child) => child.node.path.replace('Network/FlowLogs', ''));
  expect(paths).toEqual(
    expect.arrayContaining([
      '/Resource',
      '/Resource2',
      '/LogGroup',
      '/DeliveryRole',
      '/Destination2/LogGroup',
      '/Destination2/DeliveryRole',
    ]),
  );
});

test('destination and a list of one give the same template', () => {
  const templates = [false, true].map((list) => {
    const stack = newStack();
    const destination = FlowLogDestination.toCloudWatchLogs();
    newFlowLogs(stack, list ? { destinations: [destination] } : { destination });
    return PlainTemplate.of(stack).resources;
  });
  expect(templates[0]).toEqual(templates[1]);
});

describe('invalid destinations', () => {
  test('are rejected: destination together with destinations', () => {
    const destination = FlowLogDestination.toCloudWatchLogs();
    expect(() => newFlowLogs(newStack(), { destination, destinations: [destination] })).toThrow(
      'Network/FlowLogs: destination and destinations are both set: set one of them',
    );
  });

  test('are rejected: an empty list', () => {
    expect(() => newFlowLogs(newStack(), { destinations: [] })).toThrow(
      new Error('Network/FlowLogs: destinations is empty: add a destination or remove the prop'),
    );
  });

  test.each([
    [
      'bucket',
      (stack: ReturnType<typeof newStack>) => {
        const bucket = new s3.Bucket(stack, 'Own');
        return [FlowLogDestination.toS3(bucket), FlowLogDestination.toS3(bucket, { perHourPartition: true })];
      },
    ],
    [
      'group',
      (stack: ReturnType<typeof newStack>) => {
        const logGroup = new logs.LogGroup(stack, 'Own');
        return [logGroup, logGroup].map((group) => FlowLogDestination.toCloudWatchLogs({ logGroup: group }));
      },
    ],
  ])('are rejected: the same %s twice', (_, destinations) => {
    const stack = newStack();
    expect(() => newFlowLogs(stack, { destinations: destinations(stack) })).toThrow(
      new Error('Network/FlowLogs: destinations contains the same destination twice: remove one'),
    );
  });

  test('do not include two folders of one bucket', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Own');
    const destinations = ['a', 'b'].map((prefix) => FlowLogDestination.toS3(bucket, { prefix }));
    expect(() => newFlowLogs(stack, { destinations })).not.toThrow();
  });

  test.each<[string, (lake: FlowLake) => FlowLogDestination]>([
    ['a log group', (lake) => FlowLogDestination.toCloudWatchLogs({ lake })],
    ['a stream', (lake) => FlowLogDestination.toLakeThroughFirehose(lake)],
    ['another folder', (lake) => FlowLogDestination.toLake(lake, { perHourPartition: true })],
  ])('are rejected: one lake directly and through %s', (_, second) => {
    const stack = newStack();
    const lake = FlowLake.ofStack(stack);
    const destinations = [FlowLogDestination.toLake(lake), second(lake)];
    expect(() => newFlowLogs(stack, { destinations })).toThrow(
      new Error(
        'Network/FlowLogs: destinations deliver every record to the same lake twice, which would create two rows for ' +
          'it: remove one',
      ),
    );
  });

  test('are rejected: one central lake under two construct ids', () => {
    const stack = newStack();
    const destinations = ['A', 'B'].map((id) => {
      const lake = new CentralFlowLake(stack, id, { rawBucketName: 'central-raw' });
      return FlowLogDestination.toLake(lake, { perHourPartition: id === 'B' });
    });
    expect(() => newFlowLogs(stack, { destinations })).toThrow(
      'destinations deliver every record to the same lake twice',
    );
  });
});
