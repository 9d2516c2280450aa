import { CfnParameter } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { embeddedMetrics, failureMeasurement, successMeasurement } from '../../../../aws/normalizer/metrics';
import { skipped } from '../../../../aws/normalizer/object-outcome';
import { DEFAULT_METRIC_NAMESPACE } from '../../../../aws/normalizer/settings';
import { LostRecordsError } from '../../../../flows/lost-records-error';
import { Summary } from '../../../../flows/summary';
import { newFlowLogs, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { PlainTemplate } from '../../../support/plain-template';

const ABOVE = 'GreaterThanThreshold';
const AT_LEAST = 'GreaterThanOrEqualToThreshold';

interface MetricStat {
  readonly Metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions: object[] };
}

describe('the alarms of a lake', () => {
  const { template, lake, stack } = lakeOf((scope) => ({ alarmTopic: new sns.Topic(scope, 'Topic') }));
  const queue = `<${template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')}.QueueName>`;
  const normalizer = `<${template.id('AWS::Lambda::Function', 'LakeNormalizerFunction')}>`;
  const ofQueue = [{ Name: 'QueueName', Value: queue }];
  const ofFunction = [{ Name: 'FunctionName', Value: normalizer }];

  const propertiesOf = (alarm: cloudwatch.Alarm) => {
    const [, resource] =
      template
        .all('AWS::CloudWatch::Alarm')
        .find(([id]) => id === stack.getLogicalId(alarm.node.defaultChild as cloudwatch.CfnAlarm)) ?? [];
    return resource?.Properties as Record<string, unknown>;
  };

  test('notify the topic, and do not fire if there is no traffic', () => {
    const alarms = template.all('AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(6);
    for (const [, { Properties }] of alarms) {
      expect(Properties.AlarmActions).toEqual([`<${template.id('AWS::SNS::Topic')}>`]);
      expect(Properties.TreatMissingData).toBe('notBreaching');
    }
  });

  test('fire if an object waits for more than an hour, which is longer than one repetition takes', () => {
    const { VisibilityTimeout } = template.the('AWS::SQS::Queue', 'LakeNormalizerQueue').Properties;
    expect(propertiesOf(lake.queueAgeAlarm)).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: ofQueue,
      Statistic: 'Maximum',
      Threshold: 2 * Number(VisibilityTimeout),
      ComparisonOperator: ABOVE,
    });
  });

  test('fire on errors at once, and on throttles that last', () => {
    const lambda = {
      Namespace: 'AWS/Lambda',
      Dimensions: ofFunction,
      Statistic: 'Sum',
      Threshold: 1,
      Period: 300,
    };
    expect(propertiesOf(lake.errorAlarm)).toMatchObject({
      ...lambda,
      MetricName: 'Errors',
      EvaluationPeriods: 1,
      ComparisonOperator: AT_LEAST,
    });
    expect(propertiesOf(lake.throttleAlarm)).toMatchObject({
      ...lambda,
      MetricName: 'Throttles',
      EvaluationPeriods: 3,
      ComparisonOperator: AT_LEAST,
    });
  });

  test('fire on more than 0.1 % of rejects', () => {
    const { Metrics, ...properties } = propertiesOf(lake.rejectAlarm);
    expect(properties).toMatchObject({ Threshold: 0.1, ComparisonOperator: ABOVE });
    const own = { Namespace: DEFAULT_METRIC_NAMESPACE, Dimensions: ofFunction };
    expect(Metrics).toMatchObject([
      { Expression: 'IF(records > 0, 100 * rejects / records, 0)', ReturnData: true },
      { Id: 'records', MetricStat: { Metric: { ...own, MetricName: 'Records' }, Stat: 'Sum' } },
      { Id: 'rejects', MetricStat: { Metric: { ...own, MetricName: 'Rejects' }, Stat: 'Sum' } },
    ]);
  });

  test('fire on the first lost record', () => {
    expect(propertiesOf(lake.lostRecordsAlarm)).toMatchObject({
      Namespace: DEFAULT_METRIC_NAMESPACE,
      MetricName: 'LostRecords',
      Dimensions: ofFunction,
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: AT_LEAST,
    });
  });

  test('use metrics that the function writes: names, namespace and dimension', () => {
    const summary = new Summary();
    const form = { id: 'text', title: 'Text', cloud: 'aws' as const, reason: '', layers: [] };
    const bytes = { stored: 0, inflated: 0 };
    const success = { origin: { cloud: 'aws', source: 'a' } as const, summary, outputs: [], bytes, form };
    const lines = [
      successMeasurement(success, 0),
      failureMeasurement('a', new LostRecordsError('a', summary)),
    ].map((each) =>
      embeddedMetrics(each, { namespace: DEFAULT_METRIC_NAMESPACE, functionName: 'f', now: 0 }),
    );
    const written = lines.flatMap((line) => JSON.parse(line)._aws.CloudWatchMetrics);
    const names = written.flatMap(({ Metrics }) => Metrics.map(({ Name }: { Name: string }) => Name));
    const own = template
      .all('AWS::CloudWatch::Alarm')
      .flatMap(([, { Properties }]) => [Properties, ...metricsIn(Properties)])
      .filter(({ Namespace }) => Namespace === DEFAULT_METRIC_NAMESPACE);
    expect(own).toHaveLength(3);
    for (const { MetricName } of own) expect(names).toContain(MetricName);
    expect(new Set(written.map(({ Namespace }) => Namespace))).toEqual(new Set([DEFAULT_METRIC_NAMESPACE]));
    expect(new Set(written.flatMap(({ Dimensions }) => Dimensions.flat()))).toEqual(
      new Set(['FunctionName']),
    );
  });
});

describe('the alarm on records that a delivery stream could not process', () => {
  test.each([
    ['toLakeThroughFirehose', FlowLogDestination.toLakeThroughFirehose],
    ['toCloudWatchLogs', (lake: FlowLake) => FlowLogDestination.toCloudWatchLogs({ lake })],
  ])('exists once for all streams of a lake (%s)', (_, to) => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { alarmTopic: new sns.Topic(stack, 'Topic') });
    for (const id of ['One', 'Two']) newFlowLogs(stack, { destination: to(lake) }, id);
    const template = PlainTemplate.of(stack);
    expect(stack.getLogicalId(lake.streamErrorAlarm?.node.defaultChild as cloudwatch.CfnAlarm)).toBe(
      template.id('AWS::CloudWatch::Alarm', 'LakeStreamErrorAlarm'),
    );
    expect(template.the('AWS::CloudWatch::Alarm', 'LakeStreamErrorAlarm').Properties).toMatchObject({
      Namespace: DEFAULT_METRIC_NAMESPACE,
      MetricName: Object.keys(
        skipped({ bucket: 'raw', key: 'stream-errors/a' }, '', true).measurement.values,
      )[0],
      Dimensions: [
        {
          Name: 'FunctionName',
          Value: `<${template.id('AWS::Lambda::Function', 'LakeNormalizerFunction')}>`,
        },
      ],
      Statistic: 'Sum',
      Threshold: 1,
      Period: 300,
      ComparisonOperator: AT_LEAST,
      TreatMissingData: 'notBreaching',
      AlarmActions: [`<${template.id('AWS::SNS::Topic')}>`],
    });
  });

  test('does not exist without streams', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake');
    newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
    expect(lake.streamErrorAlarm).toBeUndefined();
    expect(PlainTemplate.of(stack).all('AWS::CloudWatch::Alarm', 'LakeStreamErrorAlarm')).toEqual([]);
  });
});

test('the alarms of a lake without a topic have no action', () => {
  for (const [, { Properties }] of lakeOf().template.all('AWS::CloudWatch::Alarm')) {
    expect(Properties).not.toHaveProperty('AlarmActions');
  }
});

describe('the concurrency of the normalizer', () => {
  test.each([2, 50, 1000])('can be %i', (normalizerMaxConcurrency) => {
    const { template } = lakeOf({ normalizerMaxConcurrency });
    expect(template.the('AWS::Lambda::EventSourceMapping').Properties.ScalingConfig).toEqual({
      MaximumConcurrency: normalizerMaxConcurrency,
    });
  });

  test.each([0, 1, 1001, 2.5, Number.NaN, -5])('cannot be %d', (normalizerMaxConcurrency) => {
    expect(() => lakeOf({ normalizerMaxConcurrency })).toThrow(
      `normalizerMaxConcurrency is ${normalizerMaxConcurrency}: expected a whole number from 2 to 1000`,
    );
  });

  test('can be a token', () => {
    const { template } = lakeOf((stack) => ({
      normalizerMaxConcurrency: new CfnParameter(stack, 'Concurrency', { type: 'Number' }).valueAsNumber,
    }));
    expect(template.the('AWS::Lambda::EventSourceMapping').Properties.ScalingConfig).toEqual({
      MaximumConcurrency: '<Concurrency>',
    });
  });
});

/** The metrics of a math expression. */
function metricsIn({ Metrics = [] }: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return (Metrics as { MetricStat?: MetricStat }[]).flatMap(({ MetricStat }) =>
    MetricStat ? [{ ...MetricStat.Metric }] : [],
  );
}
