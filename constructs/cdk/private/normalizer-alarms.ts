import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { METRIC_DIMENSION, type MetricName, THREAT_DIMENSION } from '../../../aws/normalizer/metrics';
import { DEFAULT_METRIC_NAMESPACE } from '../../../aws/normalizer/settings';

/** A failed message is received again after at most 30 minutes: an hour means a backlog, or several failures. */
const MAX_QUEUE_AGE = Duration.hours(1);

/** The delivery service writes no unreadable records; other writers of the bucket can. */
const MAX_REJECT_PERCENT = 0.1;

const PERIOD = Duration.minutes(5);
const REJECT_PERIOD = Duration.minutes(15);

/** Throttled invocations are repeated, so a short burst delays rows only. */
const THROTTLED_PERIODS = 3;

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

export interface NormalizerAlarmsProps {
  readonly function: lambda.IFunction;
  readonly queue: sqs.IQueue;
  /** @default - the alarms have no action */
  readonly topic?: sns.ITopic;
}

/** The alarms of the normalizer, except for the one on dead letters. */
export class NormalizerAlarms extends Construct {
  readonly queueAge: cloudwatch.Alarm;
  readonly errors: cloudwatch.Alarm;
  readonly throttles: cloudwatch.Alarm;
  readonly rejects: cloudwatch.Alarm;
  readonly lostRecords: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: NormalizerAlarmsProps) {
    super(scope, id);
    const { queue, topic } = props;
    const sum = { period: PERIOD, statistic: cloudwatch.Stats.SUM };
    this.queueAge = addAlarm(this, 'QueueAge', topic, {
      alarmDescription:
        'A raw flow log object waits for more than an hour. The log of the function contains the reason if the object failed. Otherwise raise normalizerMaxConcurrency.',
      metric: queue.metricApproximateAgeOfOldestMessage({
        period: PERIOD,
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: MAX_QUEUE_AGE.toSeconds(),
      comparisonOperator: GREATER_THAN_THRESHOLD,
    });
    this.errors = addAlarm(this, 'Errors', topic, {
      alarmDescription:
        'The normalizer function ended with an error. Its log contains the reason. SQS delivers the message again.',
      metric: props.function.metricErrors(sum),
      threshold: 1,
    });
    this.throttles = addAlarm(this, 'Throttles', topic, {
      alarmDescription:
        'Lambda throttles the normalizer function: other functions use the concurrency of the account.',
      metric: props.function.metricThrottles(sum),
      threshold: 1,
      evaluationPeriods: THROTTLED_PERIODS,
    });
    this.rejects = addAlarm(this, 'Rejects', topic, {
      alarmDescription: `More than ${MAX_REJECT_PERCENT} % of the records could not be read. The table rejects contains them with the reason.`,
      metric: new cloudwatch.MathExpression({
        expression: 'IF(records > 0, 100 * rejects / records, 0)',
        label: 'Rejects per 100 records',
        period: REJECT_PERIOD,
        usingMetrics: {
          records: metric(props.function, 'Records', REJECT_PERIOD),
          rejects: metric(props.function, 'Rejects', REJECT_PERIOD),
        },
      }),
      threshold: MAX_REJECT_PERCENT,
      comparisonOperator: GREATER_THAN_THRESHOLD,
    });
    this.lostRecords = addAlarm(this, 'LostRecords', topic, {
      alarmDescription:
        'The normalizer found records that it did not write. This is a defect of cloud-flow-logs: report it with the object, which the log of the function names.',
      metric: metric(props.function, 'LostRecords', PERIOD),
      threshold: 1,
    });
  }
}

/** Adds an alarm that missing data does not fire, and that notifies the topic. */
export function addAlarm(
  scope: Construct,
  id: string,
  topic: sns.ITopic | undefined,
  props: Omit<cloudwatch.AlarmProps, 'evaluationPeriods' | 'treatMissingData'> & {
    readonly evaluationPeriods?: number;
  },
): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, {
    comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    ...props,
  });
  if (topic) alarm.addAlarmAction(new actions.SnsAction(topic));
  return alarm;
}

/** Sum of a metric that the function writes to its log. */
function metric(of: lambda.IFunction, name: MetricName, period: Duration): cloudwatch.Metric {
  return normalizerMetric(of, { name, period, statistic: cloudwatch.Stats.SUM });
}

/** A metric that the normalizer writes to its log. */
export function normalizerMetric(
  of: lambda.IFunction,
  metric: {
    readonly name: MetricName;
    readonly period: Duration;
    readonly statistic: string;
    /** @default - all types */
    readonly threatType?: string;
  },
): cloudwatch.Metric {
  const { name, period, statistic, threatType } = metric;
  return new cloudwatch.Metric({
    namespace: DEFAULT_METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: {
      [METRIC_DIMENSION]: of.functionName,
      ...(threatType !== undefined && { [THREAT_DIMENSION]: threatType }),
    },
    statistic,
    period,
  });
}
