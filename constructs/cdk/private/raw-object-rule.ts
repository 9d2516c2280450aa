import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { rulesKeyStatement, ruleToQueue } from '../../../aws/policies';
import { cdkStatements } from './add-statements';
import { addKeyStatements } from './key-statements';
import { addAlarm } from './normalizer-alarms';
import { notificationOf } from './raw-notification';
import type { RawQueues } from './raw-queues';

/** The longest times of EventBridge. Source: Amazon EventBridge API Reference, "RetryPolicy". */
const RETRY_POLICY = {
  maximumEventAgeInSeconds: Duration.days(1).toSeconds(),
  maximumRetryAttempts: 185,
};

export interface RawObjectRuleProps {
  readonly bucket: s3.IBucket;
  readonly queues: RawQueues;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
}

/**
 * A rule of EventBridge that sends the events of new raw objects to the queue of the normalizer. Events that it cannot
 * deliver move to the dead-letter queue.
 */
export class RawObjectRule extends Construct {
  /** Alarm on events that reached neither queue. */
  readonly alarm: cloudwatch.Alarm;

  constructor(
    scope: Construct,
    id: string,
    { bucket, queues, encryptionKey, alarmTopic }: RawObjectRuleProps,
  ) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const { queue, deadLetters } = queues;
    const rule = new events.CfnRule(this, 'Rule', {
      description: 'Sends the events of new raw flow log objects to the normalizer',
      eventPattern: {
        source: ['aws.s3'],
        account: [account],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] } },
      },
      targets: [
        {
          id: 'Normalizer',
          arn: queue.queueArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: RETRY_POLICY,
        },
      ],
    });
    bucket.enableEventBridgeNotification();
    const [notification] = notificationOf(bucket);
    notification?.node.addDependency(rule);
    for (const each of [queue, deadLetters]) {
      const [statement] = cdkStatements([ruleToQueue(each.queueArn, rule.attrArn)]);
      const { policyDependable } = statement ? each.addToResourcePolicy(statement) : {};
      if (policyDependable) notification?.node.addDependency(policyDependable);
    }
    if (encryptionKey) {
      addKeyStatements(this, encryptionKey, {
        // the name of the rule is not known yet: it refers to the queue, which refers to the key
        statements: [rulesKeyStatement(`arn:${partition}:events:${region}:${account}:rule/*`)],
        consequence: 'no raw object is normalized',
      });
    }
    this.alarm = addAlarm(this, 'Alarm', alarmTopic, {
      alarmDescription:
        'The rule of the raw bucket could deliver an event neither to the queue of the normalizer nor to the dead-letter queue. Correct the policies of queues and key, and normalize the raw objects of the time again.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { RuleName: rule.ref },
        statistic: cloudwatch.Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
  }
}
