import { App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake, RawNotifications } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { queueKeyStatement, rulesKeyStatement, topicsKeyStatement } from '../../../aws/policies';
import { warnings } from '../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newStack } from '../../support/cdk-apps';
import { lakeOf } from '../../support/lake-template';
import { environmentOf, PlainTemplate, plainStatements } from '../../support/plain-template';
import { thrownBy } from '../../support/thrown';

const QUEUE = 'LakeNormalizerQueue';
const DEAD_LETTERS = 'LakeNormalizerDeadLetters';

/** The warnings of all constructs of a stack. */
function warningsOf(stack: Stack): string[] {
  return stack.node.findAll().flatMap(warnings);
}

/** The statements of a queue's policy that allow a service to send messages. */
function sendersTo(template: PlainTemplate, queue: string) {
  return template.statements('AWS::SQS::QueuePolicy', queue).filter(({ Effect }) => Effect === 'Allow');
}

function sender(service: string, queueArn: string, sourceArn: string) {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: ['sqs:SendMessage'],
    Resource: [queueArn],
    Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
  };
}

test('the direct route is the default', () => {
  const { template, lake } = lakeOf();
  expect(template.resources).toEqual(
    lakeOf({ rawNotifications: RawNotifications.direct() }).template.resources,
  );
  expect([lake.rawTopic, lake.lostEventsAlarm]).toEqual([undefined, undefined]);
});

describe.each(APP_VARIANTS)('a lake through a topic ($title)', (variant) => {
  const { stack, lake, template, raw } = lakeOf(
    { rawNotifications: RawNotifications.throughTopic() },
    variant,
  );
  const { account } = environmentOf(stack);
  const topic = `<${template.id('AWS::SNS::Topic')}>`;
  const queue = template.id('AWS::SQS::Queue', QUEUE);
  const deadLetters = template.id('AWS::SQS::Queue', DEAD_LETTERS);

  test('publishes the events of all objects, after subscription and policies exist', () => {
    const { Properties, DependsOn } = template.the('Custom::S3BucketNotifications');
    expect(Properties.NotificationConfiguration).toEqual({
      TopicConfigurations: [{ Events: ['s3:ObjectCreated:*'], TopicArn: topic }],
    });
    expect(DependsOn).toEqual(
      expect.arrayContaining([
        template.id('AWS::SNS::Subscription'),
        template.id('AWS::SNS::TopicPolicy'),
        template.id('AWS::SQS::QueuePolicy', QUEUE),
        template.id('AWS::SQS::QueuePolicy', DEAD_LETTERS),
      ]),
    );
  });

  test('subscribes the queue with raw messages, and moves the undelivered ones to the dead letters', () => {
    expect(template.the('AWS::SNS::Subscription').Properties).toEqual({
      TopicArn: topic,
      Protocol: 'sqs',
      Endpoint: `<${queue}.Arn>`,
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: `<${deadLetters}.Arn>` },
    });
    expect(sendersTo(template, QUEUE)).toEqual([sender('sns.amazonaws.com', `<${queue}.Arn>`, topic)]);
    expect(sendersTo(template, DEAD_LETTERS)).toEqual([
      sender('sns.amazonaws.com', `<${deadLetters}.Arn>`, topic),
    ]);
  });

  test('allows this bucket and account only to publish, and denies plain HTTP', () => {
    expect(template.statements('AWS::SNS::TopicPolicy')).toMatchObject([
      { Effect: 'Deny', Action: ['sns:Publish'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: [topic],
        Condition: {
          ArnLike: { 'aws:SourceArn': `<${raw}.Arn>` },
          StringEquals: { 'aws:SourceAccount': account },
        },
      },
    ]);
  });

  test('has an alarm on messages that reach no queue', () => {
    expect(template.the('AWS::CloudWatch::Alarm', 'LakeNormalizerRawObjectsAlarm').Properties).toMatchObject({
      Namespace: 'AWS/SNS',
      MetricName: 'NumberOfNotificationsFailedToRedriveToDlq',
      Dimensions: [{ Name: 'TopicName', Value: topic.replace('>', '.TopicName>') }],
      Statistic: 'Sum',
      Threshold: 1,
    });
    expect(lake.lostEventsAlarm).toBeDefined();
  });
});

describe.each(APP_VARIANTS)('a lake through EventBridge ($title)', (variant) => {
  const notifications = { rawNotifications: RawNotifications.throughEventBridge() };
  const { stack, lake, template, raw } = lakeOf(notifications, variant);
  const { account } = environmentOf(stack);
  const rule = template.id('AWS::Events::Rule');
  const queue = template.id('AWS::SQS::Queue', QUEUE);
  const deadLetters = template.id('AWS::SQS::Queue', DEAD_LETTERS);

  test('enables EventBridge after rule and policies exist', () => {
    const { Properties, DependsOn } = template.the('Custom::S3BucketNotifications');
    expect(Properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: {} });
    expect(DependsOn).toEqual(
      expect.arrayContaining([
        rule,
        template.id('AWS::SQS::QueuePolicy', QUEUE),
        template.id('AWS::SQS::QueuePolicy', DEAD_LETTERS),
      ]),
    );
  });

  test('sends the events of new objects of this bucket to the queue, for a day, then to the dead letters', () => {
    expect(template.the('AWS::Events::Rule').Properties).toMatchObject({
      EventPattern: {
        source: ['aws.s3'],
        account: [account],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [`<${raw}>`] } },
      },
      Targets: [
        {
          Arn: `<${queue}.Arn>`,
          DeadLetterConfig: { Arn: `<${deadLetters}.Arn>` },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      ],
    });
    const ruleArn = `<${rule}.Arn>`;
    expect(sendersTo(template, QUEUE)).toEqual([sender('events.amazonaws.com', `<${queue}.Arn>`, ruleArn)]);
    expect(sendersTo(template, DEAD_LETTERS)).toEqual([
      sender('events.amazonaws.com', `<${deadLetters}.Arn>`, ruleArn),
    ]);
  });

  test('has an alarm on events that reach no queue, and no topic', () => {
    expect(template.the('AWS::CloudWatch::Alarm', 'LakeNormalizerRawObjectsAlarm').Properties).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'InvocationsFailedToBeSentToDlq',
      Dimensions: [{ Name: 'RuleName', Value: `<${rule}>` }],
    });
    expect(lake.lostEventsAlarm).toBeDefined();
    expect(lake.rawTopic).toBeUndefined();
  });
});

describe('the key of a lake', () => {
  const services = (template: PlainTemplate, prefix = 'Key') =>
    template
      .statements('AWS::KMS::Key', prefix)
      .filter(({ Principal }) => /^(?:s3|sns|events)\./.test(String(Principal?.Service)));

  test('allows S3 to publish, and SNS to send to the queues', () => {
    const { stack, template } = lakeOf((scope) => ({
      encryptionKey: new kms.Key(scope, 'Key'),
      rawNotifications: RawNotifications.throughTopic(),
    }));
    const { account, partition, region } = environmentOf(stack);
    expect(template.the('AWS::SNS::Topic').Properties).toMatchObject({
      KmsMasterKeyId: `<${template.id('AWS::KMS::Key')}.Arn>`,
    });
    expect(services(template)).toEqual(
      plainStatements(
        queueKeyStatement(account, `arn:${partition}:s3:::*`),
        topicsKeyStatement(`arn:${partition}:sns:${region}:${account}:*`),
      ).map((statement) => ({ ...statement, Action: [...statement.Action].sort() })),
    );
  });

  test('allows EventBridge to send to the queues', () => {
    const { stack, template } = lakeOf((scope) => ({
      encryptionKey: new kms.Key(scope, 'Key'),
      rawNotifications: RawNotifications.throughEventBridge(),
    }));
    const { account, partition, region } = environmentOf(stack);
    expect(services(template)).toEqual(
      plainStatements(rulesKeyStatement(`arn:${partition}:events:${region}:${account}:rule/*`)),
    );
  });

  test('that is imported is printed with the statements to add', () => {
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const env = { account: ACCOUNT, region: 'us-east-1' };
    for (const [rawNotifications, service] of [
      [RawNotifications.throughTopic(), 'sns'],
      [RawNotifications.throughEventBridge(), 'events'],
    ] as const) {
      const encryptionKeyOf = (scope: Stack) => kms.Key.fromKeyArn(scope, 'Key', arn);
      const { stack } = lakeOf((scope) => ({ encryptionKey: encryptionKeyOf(scope), rawNotifications }), {
        env,
      });
      expect(warningsOf(stack).join('\n')).toContain(`"Service": "${service}.amazonaws.com"`);
    }
  });
});

describe('an existing topic', () => {
  test('of the app gets the permissions of the bucket, and sends only messages of the bucket', () => {
    const { stack, template, lake, raw } = lakeOf((scope) => {
      const masterKey = new kms.Key(scope, 'TopicKey');
      return {
        rawNotifications: RawNotifications.throughTopic(new sns.Topic(scope, 'Events', { masterKey })),
      };
    });
    const { account, partition } = environmentOf(stack);
    const topic = template.id('AWS::SNS::Topic');
    expect(topic).toMatch(/^Events/);
    expect(lake.rawTopic?.node.id).toBe('Events');
    expect(template.the('AWS::SNS::Subscription').Properties).toMatchObject({
      TopicArn: `<${topic}>`,
      FilterPolicy: { Records: { s3: { bucket: { name: [`<${raw}>`] } } } },
      FilterPolicyScope: 'MessageBody',
    });
    expect(template.statements('AWS::SNS::TopicPolicy')).toMatchObject([
      { Principal: { Service: 's3.amazonaws.com' }, Action: ['sns:Publish'] },
    ]);
    expect(template.statements('AWS::KMS::Key', 'TopicKey')).toEqual(
      expect.arrayContaining(plainStatements(queueKeyStatement(account, `arn:${partition}:s3:::*`))),
    );
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each([
    [undefined, '*'],
    ['example-raw', 'example-raw'],
  ])('of another stack allows buckets of the account (raw bucket %s: %s)', (rawBucketName, name) => {
    const stack = newStack();
    const shared = new Stack(stack.node.root as App, 'Shared');
    const rawNotifications = RawNotifications.throughTopic(new sns.Topic(shared, 'Events'));
    new FlowLake(stack, 'Lake', { rawBucketName, rawNotifications });
    const { account, partition } = environmentOf(shared);
    expect(PlainTemplate.of(shared).statements('AWS::SNS::TopicPolicy')).toMatchObject([
      {
        Principal: { Service: 's3.amazonaws.com' },
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${name}` },
          StringEquals: { 'aws:SourceAccount': account },
        },
      },
    ]);
  });

  test('can serve two lakes', () => {
    const stack = newStack();
    const rawNotifications = RawNotifications.throughTopic(new sns.Topic(stack, 'Events'));
    for (const id of ['A', 'B']) new FlowLake(stack, id, { rawNotifications });
    const template = PlainTemplate.of(stack);
    expect(template.all('AWS::SNS::Subscription')).toHaveLength(2);
    expect(template.statements('AWS::SNS::TopicPolicy')).toHaveLength(2);
  });

  test('that is imported is printed with the statements to add', () => {
    const arn = `arn:aws:sns:us-east-1:${ACCOUNT}:events`;
    const env = { account: ACCOUNT, region: 'us-east-1' };
    const { stack } = lakeOf(
      (scope) => ({
        rawNotifications: RawNotifications.throughTopic(sns.Topic.fromTopicArn(scope, 'Events', arn)),
      }),
      { env },
    );
    const [warning, keyWarning] = warningsOf(stack);
    expect(warning).toMatch(
      `this app does not manage the policy of topic ${arn}, and no raw object is normalized without these statements.`,
    );
    expect(warning).toContain('"aws:SourceArn"');
    expect(keyWarning).toContain(
      `this app does not know the key of topic ${arn}. If the topic has a customer-managed key, no raw object is ` +
        'normalized without this statement in the policy of the key. Add it:',
    );
    for (const part of ['s3.amazonaws.com', 'kms:GenerateDataKey', 'kms:Decrypt', 'arn:aws:s3:::*']) {
      expect(keyWarning).toContain(`"${part}"`);
    }
  });

  test('with a key that an escape hatch sets is printed with the statement for the key', () => {
    const { stack } = lakeOf((scope) => {
      const topic = new sns.Topic(scope, 'Events');
      (topic.node.defaultChild as sns.CfnTopic).addPropertyOverride('KmsMasterKeyId', 'alias/events');
      return { rawNotifications: RawNotifications.throughTopic(topic) };
    });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('no raw object is normalized without this statement in the policy of the key'),
    ]);
  });

  test.each([
    [
      'FIFO',
      (scope: Stack) => new sns.Topic(scope, 'Events', { fifo: true }),
      /is a FIFO topic, to which S3 cannot publish: pass a standard topic/,
    ],
    [
      'of another region',
      (scope: Stack) => sns.Topic.fromTopicArn(scope, 'Events', `arn:aws:sns:eu-west-1:${ACCOUNT}:events`),
      /the topic arn:aws:sns:eu-west-1:\d+:events of rawNotifications is in another account or region than the lake/,
    ],
    [
      'of another account',
      (scope: Stack) => sns.Topic.fromTopicArn(scope, 'Events', 'arn:aws:sns:us-east-1:222222222222:events'),
      /is in another account or region than the lake: pass a topic of the lake's account and region/,
    ],
    [
      'with the AWS managed key',
      (scope: Stack) => {
        const masterKey = kms.Alias.fromAliasName(scope, 'Alias', 'alias/aws/sns');
        return new sns.Topic(scope, 'Events', { masterKey });
      },
      /is encrypted with alias\/aws\/sns, which S3 cannot use: encrypt it with a customer-managed key/,
    ],
    [
      'with the AWS managed key of an escape hatch',
      (scope: Stack) => {
        const topic = new sns.Topic(scope, 'Events');
        (topic.node.defaultChild as sns.CfnTopic).addPropertyOverride('KmsMasterKeyId', 'alias/aws/sns');
        return topic;
      },
      /is encrypted with alias\/aws\/sns, which S3 cannot use: encrypt it with a customer-managed key/,
    ],
  ])('%s is rejected', (_, topicIn, problem) => {
    const stack = new Stack(new App(), 'Network', { env: { account: ACCOUNT, region: 'us-east-1' } });
    const rawNotifications = RawNotifications.throughTopic(topicIn(stack));
    expect(thrownBy(() => new FlowLake(stack, 'Lake', { rawNotifications }))).toMatch(problem);
  });
});
