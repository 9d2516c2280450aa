import { Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { topicKeyStatement, topicStatement } from '../../../../aws/policies';
import { PolicyKind } from '../../../../aws/policies/evaluation';
import { warnings } from '../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newStack } from '../../../support/cdk-apps';
import { isAllowed } from '../../../support/is-allowed';
import { environmentOf, PlainTemplate, plainStatements } from '../../../support/plain-template';
import { OTHER_ACCOUNT } from '../../../support/policy-requests';
import { thrownBy } from '../../../support/thrown';

const ENV = { account: ACCOUNT, region: 'us-east-1' };
const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

function lakeOf(stack: Stack, alarmTopic: sns.ITopic): FlowLake {
  return new FlowLake(stack, 'Lake', { alarmTopic });
}

function publishers(template: PlainTemplate) {
  return template
    .statements('AWS::SNS::TopicPolicy')
    .filter(({ Principal }) => Principal?.Service === 'cloudwatch.amazonaws.com');
}

describe.each(APP_VARIANTS)('a topic of the app ($title)', (variant) => {
  test('with a customer-managed key: its policy allows the alarms of this account and region only', () => {
    const stack = newStack(variant);
    const masterKey = new kms.Key(stack, 'Key');
    const lake = lakeOf(stack, new sns.Topic(stack, 'Topic', { masterKey }));
    const home = environmentOf(stack);
    const statements = PlainTemplate.of(stack).statements('AWS::KMS::Key');
    expect(statements.slice(1)).toEqual(plainStatements(topicKeyStatement([home])));
    expect(warnings(lake)).toEqual([]);
  });

  test('with a policy: it allows the alarms, also if the policy is added later', () => {
    const stack = newStack(variant);
    const topic = new sns.Topic(stack, 'Topic');
    lakeOf(stack, topic);
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
      }),
    );
    const template = PlainTemplate.of(stack);
    const arn = `<${template.id('AWS::SNS::Topic')}>`;
    expect(publishers(template)).toEqual(plainStatements(topicStatement([environmentOf(stack)], arn)));
  });

  test('without a policy: it gets none, which would replace the policy of SNS', () => {
    const stack = newStack(variant);
    lakeOf(stack, new sns.Topic(stack, 'Topic'));
    expect(PlainTemplate.of(stack).all('AWS::SNS::TopicPolicy')).toEqual([]);
  });
});

test('the key allows the alarms of this account, and of no other account, region or service', () => {
  const statements = [topicKeyStatement([{ partition: 'aws', ...ENV }])];
  const use = (account: string, region: string, principal = 'cloudwatch.amazonaws.com') =>
    isAllowed(PolicyKind.RESOURCE, statements, {
      principal,
      action: 'kms:GenerateDataKey',
      resource: KEY_ARN,
      context: {
        'aws:SourceAccount': account,
        'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:Lake-Errors`,
      },
    });
  expect(use(ACCOUNT, 'us-east-1')).toBe(true);
  expect(use(OTHER_ACCOUNT, 'us-east-1')).toBe(false);
  expect(use(ACCOUNT, 'eu-west-1')).toBe(false);
  expect(use(ACCOUNT, 'us-east-1', 'events.amazonaws.com')).toBe(false);
});

test('several lakes share one statement of the key', () => {
  const app = newApp();
  const security = new Stack(app, 'Security', { env: ENV });
  const masterKey = new kms.Key(security, 'Key');
  const topic = new sns.Topic(security, 'Topic', { masterKey, topicName: 'alarms' });
  for (const id of ['One', 'Two']) lakeOf(new Stack(app, id, { env: ENV }), topic);
  lakeOf(new Stack(app, 'Other', { env: { ...ENV, account: OTHER_ACCOUNT } }), topic);
  const template = PlainTemplate.of(security);
  const statements = template.statements('AWS::KMS::Key').slice(1);
  expect(statements.map(({ Condition }) => Condition)).toEqual([
    {
      StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER_ACCOUNT] },
      ArnLike: {
        'aws:SourceArn': [
          `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:*`,
          `arn:aws:cloudwatch:us-east-1:${OTHER_ACCOUNT}:alarm:*`,
        ],
      },
    },
  ]);
  expect(publishers(template).map(({ Sid }) => Sid)).toEqual([
    'CloudWatchAlarmsOfOwnAccount',
    'CloudWatchAlarmsOfFlowLogs',
  ]);
});

test('an imported key gives a warning with the statement to add', () => {
  const stack = newStack({ env: ENV });
  const masterKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
  const [text, ...others] = warnings(lakeOf(stack, new sns.Topic(stack, 'Topic', { masterKey })));
  expect(others).toEqual([]);
  expect(text).toContain(
    `this app does not manage the policy of key ${KEY_ARN}, and no alarm reaches the topic without ` +
      'these statements. Add them:',
  );
  expect(text).toContain('"kms:GenerateDataKey*"');
});

test('an imported topic gives a warning with the statement for its key', () => {
  const stack = newStack({ env: ENV });
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`);
  const [text, ...others] = warnings(lakeOf(stack, topic));
  expect(others).toEqual([]);
  expect(text).toContain(
    `this app does not know the key of topic arn:aws:sns:us-east-1:${ACCOUNT}:alarms. If the topic has a ` +
      'customer-managed key, no alarm reaches the topic without this statement in the policy of the ' +
      'key. Add it:',
  );
});

test('an imported topic of another account gives a warning with the statement for its policy, too', () => {
  const stack = newStack({ env: ENV });
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:us-east-1:${OTHER_ACCOUNT}:alarms`);
  const texts = warnings(lakeOf(stack, topic));
  expect(texts).toHaveLength(2);
  expect(texts[1]).toContain(
    `topic arn:aws:sns:us-east-1:${OTHER_ACCOUNT}:alarms is in account ${OTHER_ACCOUNT}, and no alarm reaches the topic ` +
      'without this statement in its policy. Add it:',
  );
  expect(texts[1]).toContain('"sns:Publish"');
});

const MANAGED =
  'Network/Lake: alarmTopic is encrypted with the AWS managed key alias/aws/sns, which CloudWatch cannot use: encrypt the ' +
  'topic with a customer-managed key';

test('the AWS managed key is rejected', () => {
  const stack = newStack();
  const masterKey = kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns');
  const topic = new sns.Topic(stack, 'Topic', { masterKey });
  expect(thrownBy(() => lakeOf(stack, topic))).toBe(MANAGED);
});

test('the AWS managed key in the properties of the resource is rejected', () => {
  const stack = newStack();
  const topic = new sns.Topic(stack, 'Topic');
  (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  expect(thrownBy(() => lakeOf(stack, topic))).toBe(MANAGED);
});

test('a topic in another region is rejected', () => {
  const stack = newStack({ env: ENV });
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`);
  expect(thrownBy(() => lakeOf(stack, topic))).toBe(
    'Network/Lake: alarmTopic is in region eu-west-1, but alarms notify topics of their own region only: use a topic in us-east-1',
  );
});

test('a topic whose ARN is an import has a readable warning', () => {
  const stack = newStack({ env: ENV });
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', Fn.importValue('AlarmTopic'));
  const texts = warnings(lakeOf(stack, topic));
  expect(texts[0]).toContain('this app does not know the key of topic <value of export AlarmTopic>.');
  for (const text of texts) expect(text).not.toMatch(/Token\[|\[object Object\]/);
});

test('a key that an escape hatch sets has a warning with the statement to add', () => {
  const stack = newStack({ env: ENV });
  const topic = new sns.Topic(stack, 'Topic');
  (topic.node.defaultChild as sns.CfnTopic).addPropertyOverride('KmsMasterKeyId', KEY_ARN);
  expect(warnings(lakeOf(stack, topic)).join()).toContain(
    'If the topic has a customer-managed key, no alarm reaches',
  );
});
