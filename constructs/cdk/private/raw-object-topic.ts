import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, type IDependable } from 'constructs';
import { bucketToTopic, queueKeyStatement, topicsKeyStatement, topicToQueue } from '../../../aws/policies';
import { addStatements, cdkStatements } from './add-statements';
import { addKeyStatements } from './key-statements';
import { addAlarm } from './normalizer-alarms';
import { displayName } from './printable';
import type { RawQueues } from './raw-queues';
import { hasUnknownKey, warnUnknownTopicKey } from './topic-key';

export interface RawObjectTopicProps {
  readonly bucket: s3.IBucket;
  readonly queues: RawQueues;
  /** @default - a new topic */
  readonly topic?: sns.ITopic;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
}

/** What fails without the permissions of the topic. */
const CONSEQUENCE = 'no raw object is normalized';

/**
 * A topic as the destination of a bucket's notifications, with the queue of the normalizer as one of its subscribers.
 * Messages that SNS cannot deliver move to the dead-letter queue.
 */
export class RawObjectTopic extends Construct implements s3.IBucketNotificationDestination {
  readonly topic: sns.ITopic;

  /** Alarm on messages that reached neither queue. */
  readonly alarm: cloudwatch.Alarm;

  /** Policies and subscription, without which a message is lost. */
  private readonly dependencies: IDependable[] = [];

  constructor(scope: Construct, id: string, props: RawObjectTopicProps) {
    super(scope, id);
    const { bucket, queues, topic: existing, encryptionKey: masterKey } = props;
    this.topic = existing ?? new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    const { account } = Stack.of(this);
    const bucketArn =
      Stack.of(this.topic) === Stack.of(this) ? bucket.bucketArn : arnWithoutReference(bucket);
    addStatements(this, (statement) => this.added(this.topic.addToResourcePolicy(statement)), {
      policy: `the policy of topic ${displayName(this.topic, this.topic.topicArn)}`,
      id: 'topicPolicy',
      statements: [bucketToTopic(this.topic.topicArn, { arn: bucketArn, account })],
      consequence: CONSEQUENCE,
    });
    this.allowKeys(masterKey);
    this.subscribe(queues, existing === undefined ? undefined : filterOf(bucket));
    this.alarm = addAlarm(this, 'Alarm', props.alarmTopic, {
      alarmDescription:
        'The topic of the raw bucket could deliver a message neither to the queue of the normalizer nor to the dead-letter queue. Correct the policies of queues and key, and normalize the raw objects of the time again.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/SNS',
        metricName: 'NumberOfNotificationsFailedToRedriveToDlq',
        dimensionsMap: { TopicName: this.topic.topicName },
        statistic: cloudwatch.Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
  }

  bind(): s3.BucketNotificationDestinationConfig {
    return {
      arn: this.topic.topicArn,
      type: s3.BucketNotificationDestinationType.TOPIC,
      dependencies: this.dependencies,
    };
  }

  private subscribe({ queue, deadLetters }: RawQueues, filter: object | undefined): void {
    const { topicArn } = this.topic;
    for (const each of [queue, deadLetters]) {
      const [statement] = cdkStatements([topicToQueue(each.queueArn, topicArn)]);
      if (statement) this.added(each.addToResourcePolicy(statement));
    }
    this.dependencies.push(
      new sns.CfnSubscription(this, 'Subscription', {
        topicArn,
        protocol: sns.SubscriptionProtocol.SQS,
        endpoint: queue.queueArn,
        rawMessageDelivery: true,
        redrivePolicy: { deadLetterTargetArn: deadLetters.queueArn },
        ...(filter && { filterPolicy: filter, filterPolicyScope: 'MessageBody' }),
      }),
    );
  }

  /** The bucket encrypts with the key of the topic, the topic with the key of the queues. */
  private allowKeys(queueKey: kms.IKey | undefined): void {
    const { account, region, partition } = Stack.of(this);
    // names are not known yet: CloudFormation must create the key before the bucket and the topic
    const fromBuckets = queueKeyStatement(account, `arn:${partition}:s3:::*`);
    const fromTopics = topicsKeyStatement(`arn:${partition}:sns:${region}:${account}:*`);
    const { masterKey: topicKey } = this.topic;
    if (topicKey) {
      addKeyStatements(this, topicKey, { statements: [fromBuckets], consequence: CONSEQUENCE });
    } else if (hasUnknownKey(this.topic)) {
      warnUnknownTopicKey(this, this.topic, {
        id: 'rawTopicKey',
        statement: fromBuckets,
        consequence: CONSEQUENCE,
      });
    }
    if (queueKey) {
      addKeyStatements(this, queueKey, { statements: [fromTopics], consequence: CONSEQUENCE });
    }
  }

  private added<T extends { readonly policyDependable?: IDependable }>(result: T): T {
    if (result.policyDependable) this.dependencies.push(result.policyDependable);
    return result;
  }
}

/**
 * The filter of a subscription to a topic that may have other messages.
 *
 * Source: Amazon SNS Developer Guide, "Amazon SNS subscription filter policies".
 */
function filterOf({ bucketName }: s3.IBucket): object {
  return { Records: { s3: { bucket: { name: [bucketName] } } } };
}

/**
 * The ARN of a bucket for the stack of another topic. A reference to the bucket would be a circle, because the notifications
 * of the bucket refer to the topic. The statement is limited to the account.
 */
function arnWithoutReference(bucket: s3.IBucket): string {
  const { bucketName: name } = bucket.node.defaultChild as s3.CfnBucket;
  const isKnown = name !== undefined && !Token.isUnresolved(name);
  return `arn:${Stack.of(bucket).partition}:s3:::${isKnown ? name : '*'}`;
}
