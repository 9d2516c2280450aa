import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { referenceProblems } from './elsewhere';
import { isInOtherEnvironment } from './environment';
import { displayName } from './printable';
import { AWS_MANAGED_TOPIC_KEY, hasAwsManagedKey } from './topic-key';

/**
 * Problems of an existing topic for the events of a bucket.
 *
 * Source: Amazon S3 User Guide, "Event notification types and destinations"; Amazon SNS Developer Guide, "Managing Amazon
 * SNS encryption keys and costs".
 */
export function topicProblems(scope: Construct, topic: sns.ITopic | undefined): string[] {
  if (!topic) return [];
  const name = `the topic ${displayName(topic, topic.topicArn)} of rawNotifications`;
  const problems: string[] = [];
  if (topic.fifo) problems.push(`${name} is a FIFO topic, to which S3 cannot publish: pass a standard topic`);
  if (isInOtherEnvironment(scope, topic.env)) {
    problems.push(
      `${name} is in another account or region than the lake: pass a topic of the lake's account and region`,
    );
  } else {
    problems.push(...topicReferenceProblems(scope, 'the topic of rawNotifications', topic, 'the lake is'));
  }
  if (hasAwsManagedKey(topic)) {
    problems.push(
      `${name} is encrypted with ${AWS_MANAGED_TOPIC_KEY}, which S3 cannot use: encrypt it with a customer-managed key`,
    );
  }
  return problems;
}

/** Problems of a topic that is created in another Stage, or without a name in another account or region. */
export function topicReferenceProblems(
  scope: Construct,
  prop: string,
  topic: sns.ITopic,
  user: string,
): string[] {
  return referenceProblems(scope, {
    prop,
    resource: topic,
    user,
    nameProp: 'topicName',
    importMethod: 'Topic.fromTopicArn',
  });
}
