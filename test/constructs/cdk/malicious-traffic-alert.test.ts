import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  AlertSeverity,
  FlowLake,
  type FlowLakeProps,
  MaliciousTrafficAlert,
  type MaliciousTrafficAlertProps,
  ThreatSource,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, type AppVariant, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';
import { messageOf } from '../../support/thrown';

const EMAILS = ['security@example.com'];

type Props = Omit<MaliciousTrafficAlertProps, 'source'>;

/** A stack with a lake and an alert on it. */
function alertOf(
  props: Props | ((stack: Stack) => Props) = { emails: EMAILS },
  { lakeProps = {}, ...variant }: Partial<AppVariant> & { lakeProps?: FlowLakeProps } = {},
) {
  const stack = newStack(variant);
  const lake = new FlowLake(stack, 'Lake', { enrichment: {}, ...lakeProps });
  const alert = new MaliciousTrafficAlert(stack, 'Alert', {
    source: ThreatSource.lake(lake),
    ...(typeof props === 'function' ? props(stack) : props),
  });
  return { stack, lake, alert, template: PlainTemplate.of(stack) };
}

const alarmOf = (template: PlainTemplate, id = 'AlertAlarm') =>
  template.the('AWS::CloudWatch::Alarm', id).Properties;
const notifierOf = (template: PlainTemplate) =>
  template.the('AWS::Lambda::Function', 'AlertNotifier').Properties as {
    Environment: { Variables: Record<string, unknown> };
  };

describe.each(APP_VARIANTS)('an alert ($title)', (variant) => {
  const { template } = alertOf(undefined, variant);
  const normalizer = template.id('AWS::Lambda::Function', 'LakeNormalizer');
  const notifier = template.id('AWS::Lambda::Function', 'AlertNotifier');

  test('fires when the normalizer counts a record with a listed address', () => {
    expect(alarmOf(template)).toEqual({
      AlarmDescription: 'Traffic with a malicious address.',
      Namespace: 'CloudFlowLogs',
      MetricName: 'ThreatRecords',
      Dimensions: [{ Name: 'FunctionName', Value: `<${normalizer}>` }],
      Statistic: 'Sum',
      Period: 900,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [`<${notifier}.Arn>`],
    });
  });

  test('lets only this alarm and the schedule invoke the notifier', () => {
    const permissions = template
      .all('AWS::Lambda::Permission')
      .map(([, { Properties }]) => Properties)
      .filter(({ FunctionName }) => FunctionName === `<${notifier}.Arn>`);
    const account = variant.env?.account ?? '<AWS::AccountId>';
    const invoked = { Action: 'lambda:InvokeFunction', FunctionName: `<${notifier}.Arn>` };
    expect(permissions).toEqual([
      {
        ...invoked,
        Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
        SourceAccount: account,
        SourceArn: `<${template.id('AWS::CloudWatch::Alarm', 'AlertAlarm')}.Arn>`,
      },
      {
        ...invoked,
        Principal: 'events.amazonaws.com',
        SourceArn: `<${template.id('AWS::Events::Rule')}.Arn>`,
      },
    ]);
    expect(template.the('AWS::Events::Rule').Properties).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      State: 'ENABLED',
    });
  });

  test('lets the notifier read two log groups and publish to one topic', () => {
    const topic = template.id('AWS::SNS::Topic');
    const normalizerLogs = template.id('AWS::Logs::LogGroup', 'LakeNormalizer');
    const ownLogs = template.id('AWS::Logs::LogGroup', 'AlertNotifier');
    const statements = template.statements('AWS::IAM::Policy', 'AlertNotifierRole');
    expect(statements.slice(0, 2)).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [`<${ownLogs}.Arn>`],
      },
      { Effect: 'Allow', Action: ['sns:Publish'], Resource: [`<${topic}>`] },
    ]);
    const reading = statements.slice(2);
    expect(reading.flatMap(({ Action }) => Action)).toEqual(reading.map(() => 'logs:FilterLogEvents'));
    const groups = [normalizerLogs, ownLogs].flatMap((id) => [
      `<${id}.Arn>`,
      expect.stringMatching(new RegExp(`:log-group:<${id}>$`)),
    ]);
    const resources = reading.flatMap(({ Resource }) => Resource);
    expect(resources).toHaveLength(groups.length);
    expect(resources).toEqual(expect.arrayContaining(groups));
  });

  test('sends mails through a topic that accepts TLS only, and alarms of the account', () => {
    expect(template.the('AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'security@example.com',
    });
    const statements = template.statements('AWS::SNS::TopicPolicy');
    expect(statements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Deny',
          Action: ['sns:Publish'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: ['sns:Publish'],
        }),
      ]),
    );
  });

  test('reports a notifier that fails to the same topic', () => {
    expect(alarmOf(template, 'AlertNotifierErrors')).toMatchObject({
      MetricName: 'Errors',
      Threshold: 1,
      AlarmActions: [`<${template.id('AWS::SNS::Topic')}>`],
    });
  });

  test('passes the names of log group, topic, database and workgroup to the notifier', () => {
    expect(notifierOf(template).Environment.Variables).toEqual({
      FLOW_SIGHTING_LOG_GROUP: `<${template.id('AWS::Logs::LogGroup', 'LakeNormalizer')}>`,
      FLOW_ALERT_TOPIC: `<${template.id('AWS::SNS::Topic')}>`,
      FLOW_ALERT_WINDOW_MINUTES: '15',
      FLOW_ALERT_SEVERITY: 'ERROR',
      FLOW_ALERT_TYPES: '[]',
      FLOW_ALERT_ACCEPTED_ONLY: 'false',
      FLOW_DATABASE: expect.stringMatching(/lake/),
      FLOW_WORKGROUP: expect.stringMatching(/Lake/),
      FLOW_URL_SUFFIX: expect.stringMatching(/amazonaws|URLSuffix/),
    });
  });
});

describe('the props of an alert', () => {
  test('set types, each with an alarm and a metric of its own', () => {
    const { template, alert } = alertOf({
      emails: EMAILS,
      types: ['botnet', 'C&C server'],
      acceptedOnly: true,
      window: Duration.hours(1),
      severity: AlertSeverity.CRITICAL,
    });
    const alarms = template
      .all('AWS::CloudWatch::Alarm', 'AlertAlarm')
      .map(([, { Properties }]) => Properties);
    expect(alert.alarms).toHaveLength(2);
    expect(alarms.map(({ MetricName, Period, Dimensions }) => [MetricName, Period, Dimensions])).toEqual(
      ['botnet', 'C&C server'].map((type) => [
        'AcceptedThreatRecords',
        3600,
        [
          { Name: 'FunctionName', Value: expect.stringContaining('LakeNormalizer') },
          { Name: 'ThreatType', Value: type },
        ],
      ]),
    );
    expect(notifierOf(template).Environment.Variables).toMatchObject({
      FLOW_ALERT_WINDOW_MINUTES: '60',
      FLOW_ALERT_SEVERITY: 'CRITICAL',
      FLOW_ALERT_TYPES: '["botnet","C&C server"]',
      FLOW_ALERT_ACCEPTED_ONLY: 'true',
    });
    const { Environment } = template.the('AWS::Lambda::Function', 'LakeNormalizer').Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    expect(Environment.Variables.FLOW_THREAT_TYPES).toBe('["C&C server","botnet"]');
    expect(template.the('AWS::Events::Rule').Properties.ScheduleExpression).toBe('rate(1 hour)');
  });

  test('use the key of the lake for topic and log, and let the notifier use it', () => {
    const stack = newStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    const lake = new FlowLake(stack, 'Lake', { enrichment: {}, encryptionKey });
    new MaliciousTrafficAlert(stack, 'Alert', { source: ThreatSource.lake(lake), emails: EMAILS });
    const template = PlainTemplate.of(stack);
    const key = template.id('AWS::KMS::Key');
    expect(template.the('AWS::SNS::Topic').Properties.KmsMasterKeyId).toBe(`<${key}.Arn>`);
    expect(template.the('AWS::Logs::LogGroup', 'AlertNotifier').Properties.KmsKeyId).toBe(`<${key}.Arn>`);
    expect(template.statements('AWS::IAM::Policy', 'AlertNotifierRole')).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: [`<${key}.Arn>`],
    });
  });

  test('let alarms use the key of the topic', () => {
    const stack = newStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    const lake = new FlowLake(stack, 'Lake', { enrichment: {} });
    new MaliciousTrafficAlert(stack, 'Alert', {
      source: ThreatSource.lake(lake),
      emails: EMAILS,
      encryptionKey,
    });
    expect(PlainTemplate.of(stack).statements('AWS::KMS::Key')).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
  });

  test('use an existing topic, and subscribe to it', () => {
    const { template } = alertOf((stack) => ({
      topic: new sns.Topic(stack, 'Existing'),
      webhooks: ['https://example.com/hook'],
    }));
    const topic = template.id('AWS::SNS::Topic');
    expect(topic).toContain('Existing');
    expect(template.the('AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'https',
      Endpoint: 'https://example.com/hook',
      TopicArn: `<${topic}>`,
    });
  });

  test.each<[Props, string]>([
    [{}, 'the alert has no receiver: set emails, webhooks or topic'],
    [
      { emails: ['security'] },
      'emails contains "security": expected an address such as security@example.com',
    ],
    [{ emails: [...EMAILS, ...EMAILS] }, 'emails contains "security@example.com" twice: remove one'],
    [
      { webhooks: ['http://example.com'] },
      'webhooks contains "http://example.com": expected a URL that starts with https://',
    ],
    [
      { emails: EMAILS, window: Duration.seconds(30) },
      'window is 0.5 minutes: expected a whole number from 1 to 1440',
    ],
    [{ emails: EMAILS, types: [] }, 'types is empty: leave it out for all types'],
    [
      { emails: EMAILS, types: ['Schädling'] },
      'types contains "Schädling": expected 1 to 255 printable ASCII characters without a colon at the start, as in the list',
    ],
    [{ emails: EMAILS, types: [':c2'] }, 'types contains ":c2"'],
    [
      { emails: EMAILS, types: Array.from({ length: 11 }, (_, n) => `type ${n}`) },
      'types has 11 types: expected at most 10, or leave it out for all types',
    ],
  ])('%j are rejected', (props, problem) => {
    expect(messageOf(() => alertOf(props))).toContain(problem);
  });

  test('reject a lake without threat lists', () => {
    expect(messageOf(() => alertOf(undefined, { lakeProps: { enrichment: undefined } }))).toContain(
      'source is the lake Network/Lake, which has no threat lists: set its prop enrichment',
    );
  });

  test('reject a lake of another region', () => {
    const app = new App();
    const lakes = new Stack(app, 'Lakes', { env: { account: '111111111111', region: 'eu-west-1' } });
    const alerts = new Stack(app, 'Alerts', { env: { account: '111111111111', region: 'us-east-1' } });
    const source = ThreatSource.lake(new FlowLake(lakes, 'Lake', { enrichment: {} }));
    expect(messageOf(() => new MaliciousTrafficAlert(alerts, 'Alert', { source, emails: EMAILS }))).toContain(
      'source is the lake Lakes/Lake in account 111111111111 and region eu-west-1, but alarms read metrics of their own ' +
        'account and region: create the alert in the stack of the lake',
    );
  });

  test('reject a lake of another Stage', () => {
    const app = new App();
    const env = { account: '111111111111', region: 'eu-west-1' };
    const lake = new FlowLake(new Stack(app, 'Lakes', { env }), 'Lake', { enrichment: {} });
    const alerts = new Stack(new Stage(app, 'Prod'), 'Alerts', { env });
    const props = { source: ThreatSource.lake(lake), emails: EMAILS };
    expect(messageOf(() => new MaliciousTrafficAlert(alerts, 'Alert', props))).toContain(
      'source is the lake Lakes/Lake, which is in another Stage. CDK cannot refer from one Stage to another: create the ' +
        'alert in the stack of the lake',
    );
  });

  test('accept a lake of another stack, with weak references too', () => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
    const env = { account: '111111111111', region: 'eu-west-1' };
    const source = ThreatSource.lake(
      new FlowLake(new Stack(app, 'Lakes', { env }), 'Lake', { enrichment: {} }),
    );
    const alerts = new Stack(app, 'Alerts', { env });
    new MaliciousTrafficAlert(alerts, 'Alert', { source, emails: EMAILS, types: ['botnet'] });
    Annotations.fromStack(alerts).hasNoError('*', Match.anyValue());
    expect(app.synth().getStackByName('Alerts').template).toHaveProperty('Resources');
  });
});
