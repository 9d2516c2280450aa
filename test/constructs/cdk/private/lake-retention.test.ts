import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLake, type FlowLakeProps, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { FlowLogStandard } from 'cloud-flow-logs/standard';
import { describe, expect, test } from 'vitest';
import { newApp, newFlowLogs, newStack, newVpc } from '../../../support/cdk-apps';
import { PlainTemplate } from '../../../support/plain-template';
import { thrownBy } from '../../../support/thrown';

function standardOf(minDays: number, name = 'ours'): FlowLogStandard {
  return FlowLogStandard.parse(`{ version: 1, aws: { retention: { minDays: ${minDays} } } }`, name);
}

/** Days after which the objects below a prefix expire, in the bucket of a lake. */
function daysOf(stack: Stack, bucket: string, prefix?: string): unknown {
  const { LifecycleConfiguration } = PlainTemplate.of(stack).the('AWS::S3::Bucket', bucket).Properties;
  const { Rules } = LifecycleConfiguration as { Rules: { Prefix?: string; ExpirationInDays?: unknown }[] };
  return Rules.find(({ Prefix }) => Prefix === prefix)?.ExpirationInDays;
}

/** The first day in the partition projection of the raw table. */
function rangeOf(stack: Stack): unknown {
  const { Properties } = PlainTemplate.of(stack).the('AWS::Glue::Table', 'FlowLakeTablesraw');
  const { Parameters } = Properties.TableInput as { Parameters: Record<string, string> };
  return Parameters['projection.delivered_day.range'];
}

describe.each([false, true])('the default lake of a stack, feature flags: %s', (flags) => {
  test('retains objects for the longest minimum of all standards that use it', () => {
    const stack = newStack({ flags });
    const vpc = newVpc(stack);
    new VpcFlowLogs(stack, 'A', { vpc });
    new VpcFlowLogs(stack, 'B', { vpc: new ec2.Vpc(stack, 'Other'), standard: standardOf(500) });
    new VpcFlowLogs(stack, 'C', { vpc: new ec2.Vpc(stack, 'Third'), standard: standardOf(100) });
    expect(daysOf(stack, 'FlowLakeRaw')).toBe(500);
    expect(daysOf(stack, 'FlowLakeTable', 'flows/')).toBe(500);
    expect(rangeOf(stack)).toBe('NOW-500DAYS,NOW+1DAYS');
  });

  test('retains raw objects for 90 days and tables for 400 days without a longer minimum', () => {
    const stack = newStack({ flags });
    newFlowLogs(stack);
    newFlowLogs(stack, { standard: standardOf(30) }, 'Other');
    expect(daysOf(stack, 'FlowLakeRaw')).toBe(90);
    expect(daysOf(stack, 'FlowLakeTable', 'rejects/')).toBe(400);
    expect(rangeOf(stack)).toBe('NOW-90DAYS,NOW+1DAYS');
  });
});

describe('the standard of a flow log extends the retention of a lake', () => {
  const destinations: [string, (lake: FlowLake) => FlowLogDestination][] = [
    ['toLake', (lake) => FlowLogDestination.toLake(lake)],
    ['toLakeThroughFirehose', (lake) => FlowLogDestination.toLakeThroughFirehose(lake)],
    ['toCloudWatchLogs', (lake) => FlowLogDestination.toCloudWatchLogs({ lake })],
  ];

  test.each(destinations)('with %s', (_, destinationTo) => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { standard: standardOf(200) });
    newFlowLogs(stack, { standard: standardOf(300), destination: destinationTo(lake) });
    expect(daysOf(stack, 'LakeRaw')).toBe(300);
  });

  test('from another stack of the app', () => {
    const app = newApp();
    const env = { account: '111111111111', region: 'us-east-1' };
    const central = new Stack(app, 'Central', { env });
    const lake = new FlowLake(central, 'Lake', { rawBucketName: 'raw' });
    newFlowLogs(new Stack(app, 'Sender', { env }), {
      standard: standardOf(450),
      destination: FlowLogDestination.toLake(lake),
    });
    expect(daysOf(central, 'LakeRaw')).toBe(450);
    expect(daysOf(central, 'LakeTable', 'flows/')).toBe(450);
  });
});

describe('a retention that is shorter than the standard requires is an error', () => {
  const lakeWith = (props: FlowLakeProps) => {
    const stack = newStack();
    const destination = FlowLogDestination.toLake(new FlowLake(stack, 'Lake', props));
    return thrownBy(() => newFlowLogs(stack, { standard: standardOf(500), destination }));
  };

  test('rawRetention and tableRetention of a lake', () => {
    expect(lakeWith({ rawRetention: Duration.days(30), tableRetention: Duration.days(400) })).toBe(
      'Network/FlowLogs: ' +
        'lake Network/Lake: rawRetention is 30 days; ours requires 500: omit rawRetention, or increase it; ' +
        'lake Network/Lake: tableRetention is 400 days; ours requires 500: omit tableRetention, or increase it',
    );
  });

  test('of the standard of the lake itself', () => {
    expect(
      () => new FlowLake(newStack(), 'Lake', { rawRetention: Duration.days(30), standard: standardOf(31) }),
    ).toThrow('Network/Lake: rawRetention is 30 days; ours requires 31: omit rawRetention, or increase it');
  });

  test('of a new log group', () => {
    const destination = FlowLogDestination.toCloudWatchLogs({ retention: logs.RetentionDays.ONE_MONTH });
    expect(() => newFlowLogs(newStack(), { standard: standardOf(90), destination })).toThrow(
      'Network/FlowLogs: retention is 30 days; ours requires 90: omit retention, or increase it',
    );
  });

  test('of a log group of the app, which several flow logs can share', () => {
    const stack = newStack();
    const logGroup = new logs.LogGroup(stack, 'Group', { retention: logs.RetentionDays.ONE_MONTH });
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroup });
    newFlowLogs(stack, { destination });
    expect(() => newFlowLogs(stack, { standard: standardOf(90), destination }, 'Other')).toThrow(
      'Network/Other: log group Network/Group: retention is 30 days; ours requires 90: omit retention, or increase it',
    );
  });

  test('but not a retention that is equal, unlimited or a token', () => {
    const stack = newStack();
    const standard = standardOf(400);
    const days = Duration.days(new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber);
    const lake = new FlowLake(stack, 'Lake', { rawRetention: days, tableRetention: Duration.days(400) });
    const logGroup = new logs.LogGroup(stack, 'Group', { retention: logs.RetentionDays.INFINITE });
    newFlowLogs(stack, {
      standard,
      destinations: [
        FlowLogDestination.toLake(lake),
        FlowLogDestination.toCloudWatchLogs({ logGroup }),
        FlowLogDestination.toCloudWatchLogs({ retention: logs.RetentionDays.INFINITE }),
      ],
    });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('a later call of FlowLake.ofStack', () => {
  test('returns the lake if its props are equal or not set', () => {
    const stack = newStack();
    const lake = FlowLake.ofStack(stack, { tableRetention: Duration.days(10) });
    expect(FlowLake.ofStack(stack)).toBe(lake);
    expect(FlowLake.ofStack(stack, { tableRetention: Duration.hours(240), rawRetention: undefined })).toBe(
      lake,
    );
  });

  test('extends the default retention by its standard', () => {
    const stack = newStack();
    FlowLake.ofStack(stack);
    FlowLake.ofStack(stack, { standard: standardOf(600) });
    expect(daysOf(stack, 'FlowLakeRaw')).toBe(600);
  });

  test('reports other props, which it cannot apply', () => {
    const stack = newStack();
    newFlowLogs(stack);
    expect(() =>
      FlowLake.ofStack(stack, { tableRetention: Duration.days(10), normalizerMaxConcurrency: 50 }),
    ).toThrow(
      'Network/FlowLake: the lake exists without these props: tableRetention 10 days, normalizerMaxConcurrency 50. ' +
        'Set them in the first call of FlowLake.ofStack, before the first flow log of the stack without a destination',
    );
  });

  test('reports a standard that a prop of the first call violates', () => {
    const stack = newStack();
    FlowLake.ofStack(stack, { rawRetention: Duration.days(30) });
    expect(() => FlowLake.ofStack(stack, { standard: standardOf(500) })).toThrow(
      'Network/FlowLake: rawRetention is 30 days; ours requires 500: omit rawRetention, or increase it',
    );
  });
});
