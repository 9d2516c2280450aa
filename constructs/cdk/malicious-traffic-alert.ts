import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlertSeverity } from '../alert-severity';
import { throwProblems } from '../throw-problems';
import type { MaliciousTrafficAlertProps } from './malicious-traffic-alert-props';
import { alertProblems } from './private/alert-problems';
import { AlertTopic } from './private/alert-topic';
import { normalizerMetric } from './private/normalizer-alarms';
import { ThreatNotifier } from './private/threat-notifier';

/**
 * An alert on inbound and outbound traffic with addresses in the threat lists of a lake. It sends one message with all new
 * addresses: their types of threat, directions, counts, times, networks, and a query to look further. An address is reported
 * again after a day, and earlier if traffic in a direction is not rejected for the first time.
 *
 * @throws Error that lists all problems of the props
 *
 * @example
 * const lake = new FlowLake(this, 'Lake', { enrichment: {} });
 * new VpcFlowLogs(this, 'FlowLogs', { vpc, destination: FlowLogDestination.toLake(lake) });
 * new MaliciousTrafficAlert(this, 'Malicious', {
 *   source: ThreatSource.lake(lake),
 *   emails: ['security@example.com'],
 * });
 */
export class MaliciousTrafficAlert extends Construct {
  /** Topic that receives the messages. */
  readonly topic: sns.ITopic;

  /** Alarms on listed addresses: one, or one for each of `types`. They invoke the notifier. */
  readonly alarms: cloudwatch.Alarm[];

  /** Function that writes the messages. */
  readonly notifier: lambda.IFunction;

  /** Alarm on the notifier: it fires when an invocation ends with an error. The next one reports the same addresses. */
  readonly notifierAlarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: MaliciousTrafficAlertProps) {
    super(scope, id);
    throwProblems(this, alertProblems(this, props));
    const { lake, window: fitting } = props.source.bind();
    const { window = fitting, types = [], acceptedOnly = false, severity = AlertSeverity.ERROR } = props;
    const encryptionKey = props.encryptionKey ?? lake.encryptionKey;
    const topic = new AlertTopic(this, { ...props, encryptionKey });
    this.topic = topic.topic;
    const notifier = new ThreatNotifier(this, 'Notifier', {
      lake,
      topic,
      window,
      types,
      acceptedOnly,
      severity: AlertSeverity[severity],
      encryptionKey,
      logRetention: props.logRetention ?? logs.RetentionDays.ONE_MONTH,
    });
    this.notifier = notifier.function;
    this.notifierAlarm = notifier.errorAlarm;
    if (types.length > 0) lake.addThreatTypeMetrics(types);
    this.alarms = (types.length > 0 ? types : [undefined]).map((type) => {
      const alarm = new cloudwatch.Alarm(this, type === undefined ? 'Alarm' : `Alarm-${type}`, {
        alarmDescription: `Traffic with a malicious address${type === undefined ? '' : ` of the type ${type}`}.`,
        metric: normalizerMetric(lake.normalizer, {
          name: acceptedOnly ? 'AcceptedThreatRecords' : 'ThreatRecords',
          period: window,
          statistic: cloudwatch.Stats.SUM,
          threatType: type,
        }),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(notifier.actionOf(alarm));
      return alarm;
    });
  }
}
