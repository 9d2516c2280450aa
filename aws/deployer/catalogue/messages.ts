import type { CoveredType } from '../covered-type';

/** Queues, topics, their policies and subscriptions, and alarms. */
export const MESSAGES: readonly CoveredType[] = [
  {
    type: 'AWS::SQS::Queue',
    source: 'AWS::SQS::Queue resource type schema: handlers',
    name: { property: 'QueueName', maxLength: 80 },
    arns: ['arn:{partition}:sqs:{region}:{account}:{name}'],
    actions: [
      'sqs:CreateQueue',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListQueueTags',
      'sqs:SetQueueAttributes',
      'sqs:TagQueue',
      'sqs:UntagQueue',
    ],
    deletes: ['sqs:DeleteQueue'],
  },
  {
    type: 'AWS::SQS::QueuePolicy',
    source: 'AWS::SQS::QueuePolicy resource type schema: handlers',
    arns: [],
    on: { property: 'Queues', type: 'AWS::SQS::Queue' },
    actions: ['sqs:SetQueueAttributes'],
  },
  {
    type: 'AWS::SNS::Topic',
    source: 'AWS::SNS::Topic resource type schema: handlers',
    name: { property: 'TopicName', maxLength: 256 },
    arns: ['arn:{partition}:sns:{region}:{account}:{name}'],
    actions: [
      'sns:CreateTopic',
      'sns:GetDataProtectionPolicy',
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
      'sns:ListTagsForResource',
      'sns:SetTopicAttributes',
      'sns:TagResource',
      'sns:UntagResource',
    ],
    deletes: ['sns:DeleteTopic'],
    whenGiven: [
      { property: 'DataProtectionPolicy', actions: ['sns:PutDataProtectionPolicy'] },
      { property: 'Subscription', actions: ['sns:Subscribe', 'sns:Unsubscribe'] },
    ],
    passes: {
      properties: ['SuccessFeedbackRoleArn', 'FailureFeedbackRoleArn'],
      to: 'sns.amazonaws.com',
      actions: ['iam:GetRole'],
    },
  },
  {
    type: 'AWS::SNS::Subscription',
    source: 'AWS::SNS::Subscription resource type schema: handlers',
    arns: [],
    on: { property: 'TopicArn', type: 'AWS::SNS::Topic' },
    actions: ['sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes', 'sns:Subscribe'],
    deletes: ['sns:Unsubscribe'],
    passes: { properties: ['SubscriptionRoleArn'], to: 'sns.amazonaws.com', actions: ['iam:GetRole'] },
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    source: 'AWS::SNS::TopicPolicy resource type schema: handlers',
    arns: [],
    on: { property: 'Topics', type: 'AWS::SNS::Topic' },
    actions: ['sns:SetTopicAttributes'],
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    source: 'AWS::CloudWatch::Alarm resource type schema: handlers',
    name: { property: 'AlarmName', maxLength: 255 },
    arns: ['arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}'],
    actions: [
      'cloudwatch:DescribeAlarms',
      'cloudwatch:ListTagsForResource',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:TagResource',
      'cloudwatch:UntagResource',
    ],
    deletes: ['cloudwatch:DeleteAlarms'],
  },
];
