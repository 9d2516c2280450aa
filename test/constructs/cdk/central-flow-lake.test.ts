import { Stack } from 'aws-cdk-lib';
import {
  CentralFlowLake,
  FileFormat,
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  type S3FlowLogOptions,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { PolicyKind } from '../../../aws/policies/evaluation';
import { warnings } from '../../support/annotations';
import { APP_VARIANTS, newApp, newFlowLogs, newStack } from '../../support/cdk-apps';
import { isAllowed } from '../../support/is-allowed';
import { PlainTemplate } from '../../support/plain-template';
import {
  delivery,
  foreignHome,
  HOMES,
  hiveKey,
  OTHER_ACCOUNT,
  plainKey,
} from '../../support/policy-requests';

const NAME = 'example-raw-logs';
const OPTIONS: readonly S3FlowLogOptions[] = [
  {},
  { perHourPartition: true, fileFormat: FileFormat.PARQUET },
  { hiveCompatiblePartitions: true },
];

describe.each(HOMES)('an app of two accounts of $partition', (home) => {
  const { partition, account, region } = home;
  const app = newApp();
  const security = new Stack(app, 'Security', {
    env: { account: OTHER_ACCOUNT, region: `${region.slice(0, -1)}7` },
  });
  new FlowLake(security, 'Lake', {
    rawBucketName: NAME,
    senders: { accounts: [account], regions: [region] },
  });
  const network = new Stack(app, 'Network', { env: { account, region } });
  const lake = new CentralFlowLake(network, 'Lake', { rawBucketName: NAME });
  const made = OPTIONS.map((options, index) =>
    newFlowLogs(network, { destination: FlowLogDestination.toLake(lake, options) }, `FlowLogs${index}`),
  );
  const tgw = FlowLogTarget.transitGateway('tgw-0123456789abcdef0');
  newFlowLogs(network, { target: tgw, destination: FlowLogDestination.toLake(lake) }, 'OfGateway');
  const here = PlainTemplate.of(network);
  const there = PlainTemplate.of(security);

  test('the sending stack contains only its flow logs, without dependencies', () => {
    const types = Object.values(here.resources).map(({ Type }) => Type);
    expect(types).toEqual(Array(4).fill('AWS::EC2::FlowLog'));
    for (const [, { DependsOn }] of here.all('AWS::EC2::FlowLog')) expect(DependsOn).toBeUndefined();
    expect(made.flatMap(warnings)).toEqual([]);
    expect(network.dependencies).toEqual([]);
  });

  test('the bucket of the lake allows their deliveries and denies those of other accounts', () => {
    const bucket = there.id('AWS::S3::Bucket', 'LakeRaw');
    const arn = `arn:${partition}:s3:::${NAME}`;
    const statements = JSON.parse(
      JSON.stringify(there.statements('AWS::S3::BucketPolicy', 'LakeRaw')).replaceAll(`<${bucket}.Arn>`, arn),
    );
    const isDeliveryAllowed = (from: typeof home, key: string) =>
      isAllowed(PolicyKind.RESOURCE, statements, delivery(from, arn, key));
    const destinations = here
      .all('AWS::EC2::FlowLog')
      .map(([, { Properties }]) => Properties as { LogDestination: string; DestinationOptions: object });
    expect(new Set(destinations.map(({ LogDestination }) => LogDestination)).size).toBe(4);
    for (const { LogDestination, DestinationOptions } of destinations) {
      const [, folder] = /^.*:s3:::example-raw-logs\/([a-z0-9-]+)\/$/.exec(LogDestination) ?? [];
      const key = JSON.stringify(DestinationOptions).includes('"HiveCompatiblePartitions":true')
        ? hiveKey
        : plainKey;
      expect(isDeliveryAllowed(home, key(home, `${folder}/AWSLogs`))).toBe(true);
      const other = foreignHome(home, '444444444444');
      expect(isDeliveryAllowed(other, key(other, `${folder}/AWSLogs`))).toBe(false);
      expect(isDeliveryAllowed(home, `${folder}/elsewhere/${key(home)}`.replace('AWSLogs', 'Logs'))).toBe(
        false,
      );
    }
  });
});

test.each(APP_VARIANTS)('the ARN of the bucket has the partition of the stack ($title)', (variant) => {
  const stack = newStack(variant);
  const lake = new CentralFlowLake(stack, 'Lake', { rawBucketName: NAME });
  newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  const partition = variant.env
    ? HOMES.find(({ region }) => region === variant.env?.region)?.partition
    : undefined;
  const { LogDestination } = PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties;
  expect(LogDestination).toBe(`arn:${partition ?? '<AWS::Partition>'}:s3:::${NAME}`);
});

test.each([
  ['through a stream', (lake: CentralFlowLake) => FlowLogDestination.toLakeThroughFirehose(lake)],
  ['through a log group', (lake: CentralFlowLake) => FlowLogDestination.toCloudWatchLogs({ lake })],
])('rejects a delivery %s to a lake in another account', (_, destination) => {
  const stack = newStack();
  const lake = new CentralFlowLake(stack, 'Lake', { rawBucketName: NAME });
  expect(() => newFlowLogs(stack, { destination: destination(lake) })).toThrow(
    new Error(
      'Network/FlowLogs: lake Network/Lake is not in the account of stack Network: a lake accepts delivery streams of ' +
        'its own account only. Deliver through S3 with FlowLogDestination.toLake',
    ),
  );
});

test.each(['arn:aws:s3:::example', 'exa mple', 'a'])('rejects the bucket name %j', (rawBucketName) => {
  expect(() => new CentralFlowLake(newStack(), 'Lake', { rawBucketName })).toThrow(/[Ii]nvalid/);
});
