import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { NOTIFIER_BUNDLE_DIRECTORY } from '../../../aws/notifier/bundle-directory';
import { NOTIFIER_ENVIRONMENT } from '../../../aws/notifier/settings';
import type { FlowLake } from '../flow-lake';
import type { AlertTopic } from './alert-topic';
import { allowLogGroupKey } from './log-group-key';
import { addAlarm } from './normalizer-alarms';

/** Time for the most pages of a log that the notifier reads. */
const TIMEOUT = Duration.minutes(5);
const MEMORY_MEGABYTES = 256;

/** Principal of the alarms. Source: CloudWatch User Guide, "Invoke a Lambda function from an alarm". */
const ALARMS_PRINCIPAL = 'lambda.alarms.cloudwatch.amazonaws.com';

export interface ThreatNotifierProps {
  readonly lake: FlowLake;
  readonly topic: AlertTopic;
  readonly window: Duration;
  readonly types: readonly string[];
  readonly acceptedOnly: boolean;
  /** Name of the severity. */
  readonly severity: string;
  readonly encryptionKey?: kms.IKey;
  readonly logRetention: logs.RetentionDays;
}

/** The function that writes the messages of an alert, with its schedule and its alarm. ADR 46 has the reasons. */
export class ThreatNotifier extends Construct {
  readonly function: lambda.Function;
  readonly errorAlarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: ThreatNotifierProps) {
    super(scope, id);
    const { topic, window, encryptionKey } = props;
    if (encryptionKey) allowLogGroupKey(this, encryptionKey);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = this.notifierFunction(props, logGroup);
    new events.Rule(this, 'Schedule', {
      description: 'Reports new malicious addresses while the alarm stays in its state',
      schedule: events.Schedule.rate(window),
      targets: [new targets.LambdaFunction(this.function)],
    });
    this.errorAlarm = addAlarm(this, 'Errors', topic.topic, {
      alarmDescription:
        'The notifier of malicious traffic ended with an error. Its log contains the reason. The next run reports the same addresses.',
      metric: this.function.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 1,
    });
  }

  /** Returns the action of an alarm that invokes the function. */
  actionOf(alarm: cloudwatch.Alarm): cloudwatch.IAlarmAction {
    this.function.addPermission(`Invoke-${alarm.node.id}`, {
      principal: new iam.ServicePrincipal(ALARMS_PRINCIPAL),
      sourceAccount: Stack.of(this).account,
      sourceArn: alarm.alarmArn,
    });
    return { bind: () => ({ alarmActionArn: this.function.functionArn }) };
  }

  private notifierFunction(props: ThreatNotifierProps, logGroup: logs.LogGroup): lambda.Function {
    const { lake, topic, window, types, acceptedOnly, severity } = props;
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Reads sightings of malicious addresses and publishes messages',
    });
    logGroup.grantWrite(role);
    topic.grantPublish(role);
    for (const each of [lake.normalizerLogGroup, logGroup]) each.grant(role, 'logs:FilterLogEvents');
    return new lambda.Function(this, 'Function', {
      description: 'Reports traffic with malicious addresses',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(NOTIFIER_BUNDLE_DIRECTORY),
      memorySize: MEMORY_MEGABYTES,
      timeout: TIMEOUT,
      role,
      logGroup,
      environment: {
        [NOTIFIER_ENVIRONMENT.sightingLogGroup]: lake.normalizerLogGroup.logGroupName,
        [NOTIFIER_ENVIRONMENT.topic]: topic.topic.topicArn,
        [NOTIFIER_ENVIRONMENT.windowMinutes]: `${window.toMinutes()}`,
        [NOTIFIER_ENVIRONMENT.severity]: severity,
        [NOTIFIER_ENVIRONMENT.types]: JSON.stringify(types),
        [NOTIFIER_ENVIRONMENT.acceptedOnly]: `${acceptedOnly}`,
        [NOTIFIER_ENVIRONMENT.database]: lake.databaseName,
        [NOTIFIER_ENVIRONMENT.workgroup]: lake.workgroupName,
        [NOTIFIER_ENVIRONMENT.urlSuffix]: Stack.of(this).urlSuffix,
      },
    });
  }
}
