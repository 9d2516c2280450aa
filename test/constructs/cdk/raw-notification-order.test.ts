import { App, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { CentralFlowLake, FlowLake, FlowLogDestination, RawNotifications } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, newFlowLogs, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

const FLOW_LOG = 'AWS::EC2::FlowLog';
const ROUTES: readonly [string, RawNotifications][] = [
  ['directly', RawNotifications.direct()],
  ['through a topic', RawNotifications.throughTopic()],
  ['through EventBridge', RawNotifications.throughEventBridge()],
];

describe.each(ROUTES)('a lake that S3 notifies %s', (_, rawNotifications) => {
  test('has its notification before a flow log delivers to its bucket', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { rawNotifications });
    newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
    const template = PlainTemplate.of(stack);
    expect(template.the(FLOW_LOG).DependsOn).toEqual(
      expect.arrayContaining([
        template.id('Custom::S3BucketNotifications'),
        template.id('AWS::S3::BucketPolicy', 'LakeRaw'),
      ]),
    );
  });

  test.each([
    ['a stream', (lake: FlowLake) => FlowLogDestination.toLakeThroughFirehose(lake)],
    ['a log group', (lake: FlowLake) => FlowLogDestination.toCloudWatchLogs({ lake })],
  ])('has its notification before %s delivers to its bucket', (_, destination) => {
    const stack = newStack();
    newFlowLogs(stack, { destination: destination(new FlowLake(stack, 'Lake', { rawNotifications })) });
    const template = PlainTemplate.of(stack);
    expect(template.the('AWS::KinesisFirehose::DeliveryStream').DependsOn).toContain(
      template.id('Custom::S3BucketNotifications'),
    );
  });

  test.each([
    ['the same environment', undefined, undefined],
    ['unknown environments', {}, {}],
    ['another region', { account: ACCOUNT, region: 'eu-west-1' }, { account: ACCOUNT, region: 'us-east-1' }],
    [
      'another account',
      { account: ACCOUNT, region: 'us-east-1' },
      { account: '222222222222', region: 'us-east-1' },
    ],
  ])('is deployed before the stack of a flow log in %s', (_, lakeEnv, flowLogEnv) => {
    for (const context of [
      {},
      CURRENTLY_RECOMMENDED_FLAGS,
      { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:defaultCrossStackReferences': 'weak' },
    ]) {
      const app = new App({ context });
      const lakes = new Stack(app, 'Lakes', { env: lakeEnv });
      const network = new Stack(app, 'Network', { env: flowLogEnv });
      const lake = new FlowLake(lakes, 'Lake', { rawNotifications, rawBucketName: 'example-raw-bucket' });
      newFlowLogs(network, { destination: FlowLogDestination.toLake(lake) });
      app.synth();
      expect(network.dependencies).toEqual([lakes]);
      expect(lakes.dependencies).toEqual([]);
    }
  });
});

test('the stack of a lake can use outputs of other stacks with flow logs, without a circle', () => {
  const app = new App();
  const network = new Stack(app, 'Network');
  const lakes = new Stack(app, 'Lakes');
  const other = new Stack(app, 'Other');
  const lake = new FlowLake(lakes, 'Lake');
  const destination = FlowLogDestination.toLake(lake);
  newFlowLogs(network, { destination }, 'OfNetwork');
  newFlowLogs(lakes, { destination }, 'OfLakes');
  const { flowLogId } = newFlowLogs(other, { destination }, 'OfOther');
  new CfnOutput(network, 'OtherFlowLog', { value: flowLogId });
  expect(() => app.synth()).not.toThrow();
});

test('a flow log in another stage than its central lake depends on nothing', () => {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Stage'), 'Network');
  const lake = new CentralFlowLake(stack, 'Lake', { rawBucketName: 'example-raw-bucket' });
  newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  expect(PlainTemplate.of(stack).the(FLOW_LOG).DependsOn).toBeUndefined();
});
