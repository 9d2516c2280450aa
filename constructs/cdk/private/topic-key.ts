import { Annotations } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PolicyStatementJson } from '../../../aws/policies';
import { overrideOf } from './app-resource';
import { displayName, printable, printedJson } from './printable';

/** The alias of the key that AWS manages for SNS. Services cannot use it, and its policy cannot be changed. */
export const AWS_MANAGED_TOPIC_KEY = 'alias/aws/sns';

/** Whether a topic of the app is encrypted with the key that AWS manages. */
export function hasAwsManagedKey(topic: sns.ITopic): boolean {
  return topicKeyId(topic)?.endsWith(AWS_MANAGED_TOPIC_KEY) ?? false;
}

/** The key of a topic of the app, as its resource names it. */
function topicKeyId(topic: sns.ITopic): string | undefined {
  const resource = topic.node.defaultChild;
  const id =
    resource instanceof sns.CfnTopic
      ? (overrideOf(resource, 'KmsMasterKeyId') ?? resource.kmsMasterKeyId)
      : topic.masterKey?.keyArn;
  return id === undefined ? undefined : String(printable(topic, id).value);
}

/** Whether a topic can have a key whose policy the app cannot change, because no construct of the key is known. */
export function hasUnknownKey(topic: sns.ITopic): boolean {
  if (topic.masterKey) return false;
  return !(topic instanceof sns.Topic) || topicKeyId(topic) !== undefined;
}

/** A statement that the unknown key of a topic needs. */
export interface UnknownTopicKey {
  /** Id of the warning. */
  readonly id: string;

  readonly statement: PolicyStatementJson;

  /** What fails without the statement. */
  readonly consequence: string;
}

/** Prints the statement for the policy of a key that a topic may have, in a warning. */
export function warnUnknownTopicKey(
  scope: Construct,
  topic: sns.ITopic,
  { id, statement, consequence }: UnknownTopicKey,
): void {
  const leadIn =
    `this app does not know the key of topic ${displayName(topic, topic.topicArn)}. If the topic has a customer-managed key, ` +
    `${consequence} without this statement in the policy of the key. Add it`;
  Annotations.of(scope).addWarningV2(`cloud-flow-logs:${id}`, printedJson(scope, leadIn, statement));
}
