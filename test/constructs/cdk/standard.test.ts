import { AspectPriority, Aspects, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLake, FlowLogDestination, LogFormat, MissingFlowLogs, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { FlowLogStandard } from 'cloud-flow-logs/standard';
import { describe, expect, test } from 'vitest';
import { newApp, newFlowLogs, newStack, newVpc } from '../../support/cdk-apps';

const standard = FlowLogStandard.of({
  version: 1,
  name: 'ours',
  extends: ['aws-sample-21-fields'],
  aws: { traffic: 'ALL', maxAggregationSeconds: 60, retention: { minDays: 500 } },
});

describe.each([false, true])('flow logs with a standard, feature flags: %s', (flags) => {
  const stack = newStack({ flags });
  const flowLogs = newFlowLogs(stack, { standard });

  test('have its fields in its order, and then the recommended ones', () => {
    const { names } = flowLogs.format;
    expect(names.slice(0, 3)).toEqual(['version', 'vpc-id', 'subnet-id']);
    expect(new Set(names)).toEqual(new Set(LogFormat.RECOMMENDED.names));
  });

  test('have its interval and its retention', () => {
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL', MaxAggregationInterval: 60 });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 500 })]) },
    });
  });
});

describe('a new log group', () => {
  const retentionWith = (minDays: number) => {
    const stack = newStack();
    const ours = FlowLogStandard.of({ version: 1, aws: { retention: { minDays } } });
    newFlowLogs(stack, { standard: ours, destination: FlowLogDestination.toCloudWatchLogs() });
    const [group] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::LogGroup'));
    return group?.Properties?.RetentionInDays;
  };

  test.each([
    [30, 90],
    [91, 120],
    [366, 400],
    [3653, 3653],
    [3654, undefined],
  ])('retains records for the %s days of the standard', (minDays, days) => {
    expect(retentionWith(minDays)).toBe(days);
  });
});

test('a prop overrides the standard unless the standard forbids it', () => {
  const format = LogFormat.RECOMMENDED.withFields();
  expect(newFlowLogs(newStack(), { standard, format }).format.names[1]).toBe('account-id');
  const strict = FlowLogStandard.of({
    version: 1,
    name: 'ours',
    extends: ['aws-sample-21-fields'],
    aws: { traffic: 'ALL', maxAggregationSeconds: 60, format: { required: ['vpc-id', 'subnet-id'] } },
  });
  const bad = () =>
    newFlowLogs(newStack(), {
      standard: strict,
      format: LogFormat.AWS_DEFAULT,
      trafficType: ec2.FlowLogTrafficType.REJECT,
      maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
    });
  expect(bad).toThrow(
    /format lacks \$\{vpc-id\}, .*ours requires these fields.*; trafficType is REJECT; ours requires ALL.*; maxAggregationInterval is 600 seconds; ours allows at most 60/,
  );
});

describe('a profile', () => {
  const extending = (name: string) => FlowLogStandard.of({ version: 1, extends: [name] });
  const { ACCEPT, REJECT } = ec2.FlowLogTrafficType;

  test.each(['cis-aws-7.0', 'aws-fsbp'])('%s does not narrow the recorded traffic', (name) => {
    const stack = newStack();
    newFlowLogs(stack, { standard: extending(name) });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL' });
  });

  test('forbids settings that violate a demand, but not those that violate a recommendation', () => {
    expect(() => newFlowLogs(newStack(), { standard: extending('aws-fsbp'), trafficType: ACCEPT })).toThrow(
      'trafficType is ACCEPT; standard requires REJECT',
    );
    newFlowLogs(newStack(), { standard: extending('aws-fsbp'), trafficType: REJECT });
    newFlowLogs(newStack(), { standard: extending('cis-aws-7.0'), trafficType: ACCEPT });
    newFlowLogs(newStack(), { standard: extending('lza'), format: LogFormat.AWS_DEFAULT });
  });

  test('is narrowed by the file alone', () => {
    const stack = newStack();
    const standard = FlowLogStandard.of({ version: 1, extends: ['cis-aws-7.0'], aws: { traffic: 'REJECT' } });
    newFlowLogs(stack, { standard });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'REJECT' });
  });
});

test('a transit gateway ignores required fields of interfaces', () => {
  const flowLogs = new VpcFlowLogs(newStack(), 'Tgw', {
    standard,
    target: {
      bind: () => ({
        resourceType: 'TransitGateway',
        resourceId: 'tgw-1',
        kind: 'transit-gateway',
        arnType: 'transit-gateway',
      }),
    } as never,
  });
  expect(flowLogs.format.isTransitGateway).toBe(true);
});

test('the format has no extra fields if the standard denies them', () => {
  const strict = FlowLogStandard.of({
    version: 1,
    aws: { format: { required: ['srcaddr', 'dstaddr'], extra: 'deny' as never } },
  });
  expect(newFlowLogs(newStack(), { standard: strict }).format.names).toEqual(['srcaddr', 'dstaddr']);
});

describe('missing flow logs', () => {
  test('are added to VPCs without flow logs in any stack, except excluded ones', () => {
    const app = newApp();
    const network = new Stack(app, 'Network');
    const logs = new Stack(app, 'Logs');
    const [logged, , excluded] = ['Logged', 'Bare', 'Excluded'].map(
      (id) => new ec2.Vpc(network, id, { maxAzs: 1, natGateways: 0 }),
    );
    const lake = new FlowLake(new Stack(app, 'Lake'), 'Lake');
    const destination = FlowLogDestination.toLake(lake);
    new VpcFlowLogs(logs, 'FlowLogs', { vpc: logged as ec2.Vpc, destination });
    const aspect = new MissingFlowLogs({
      standard,
      destination,
      exclude: [(excluded as ec2.Vpc).node.path],
    });
    Aspects.of(app).add(aspect, { priority: AspectPriority.MUTATING });
    const template = Template.fromStack(network);
    template.resourceCountIs('AWS::EC2::FlowLog', 1);
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceId: { Ref: Match.stringLikeRegexp('^Bare') },
      MaxAggregationInterval: 60,
    });
    Template.fromStack(logs).resourceCountIs('AWS::EC2::FlowLog', 1);
  });

  test('are not added without the Aspect', () => {
    const stack = newStack();
    newVpc(stack);
    Template.fromStack(stack).resourceCountIs('AWS::EC2::FlowLog', 0);
  });
});
