import { Annotations, Aspects, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import type { FlowLogHome } from '../../../aws/policies';
import { topicKeyStatement, topicStatement } from '../../../aws/policies';
import { isInOtherAccount, isInOtherRegion } from './environment';
import { homeOf } from './flow-log-home';
import { addSharedKeyStatement } from './key-statements';
import { MergedStatements } from './merged-statements';
import { displayName, printedJson } from './printable';
import { AWS_MANAGED_TOPIC_KEY, hasAwsManagedKey, hasUnknownKey, warnUnknownTopicKey } from './topic-key';
import { topicReferenceProblems } from './topic-problems';

const CONSEQUENCE = 'no alarm reaches the topic';

/**
 * Problems of a topic that alarms of the scope's stack notify: another region, or the AWS managed key, whose policy cannot be
 * changed.
 *
 * Source: AWS re:Post, "Why didn't I receive an SNS notification for my CloudWatch alarm trigger?".
 *
 * @param name name of the prop
 */
export function alarmTopicProblems(scope: Construct, name: string, topic: sns.ITopic | undefined): string[] {
  if (!topic) return [];
  const problems: string[] = [];
  if (isInOtherRegion(scope, topic.env)) {
    problems.push(
      `${name} is in region ${topic.env.region}, but alarms notify topics of their own region only: use a topic in ` +
        Stack.of(scope).region,
    );
  } else {
    problems.push(...topicReferenceProblems(scope, name, topic, 'the alarms are'));
  }
  if (hasAwsManagedKey(topic)) {
    problems.push(
      `${name} is encrypted with the AWS managed key ${AWS_MANAGED_TOPIC_KEY}, which CloudWatch cannot use: encrypt the topic ` +
        'with a customer-managed key',
    );
  }
  return problems;
}

/**
 * Lets the alarms of the scope's stack notify a topic: in the policy of its customer-managed key, and in the policy of the
 * topic if it has one. If the app does not manage the key or the topic, a warning prints the statements to add.
 */
export function allowAlarms(scope: Construct, topic: sns.ITopic): void {
  const home = homeOf(scope);
  if (topic.masterKey) {
    addSharedKeyStatement(scope, topic.masterKey, {
      shape: 'alarms',
      part: home,
      statement: topicKeyStatement,
      printed: topicKeyStatement([home]),
      consequence: CONSEQUENCE,
    });
  } else if (hasUnknownKey(topic)) {
    warnUnknownTopicKey(scope, topic, {
      id: 'alarmTopicKey',
      statement: topicKeyStatement([home]),
      consequence: CONSEQUENCE,
    });
  }
  if (topic instanceof sns.Topic) {
    if (isInOtherAccount(scope, topic.env)) keepOwnAlarms(topic);
    allowInPolicies(topic, home);
  } else if (isInOtherAccount(scope, topic.env)) {
    const leadIn =
      `topic ${displayName(topic, topic.topicArn)} is in account ${topic.env.account}, and ${CONSEQUENCE} without this ` +
      'statement in its policy. Add it';
    Annotations.of(scope).addWarningV2(
      'cloud-flow-logs:alarmTopicPolicy',
      printedJson(scope, leadIn, topicStatement([home], topic.topicArn)),
    );
  }
}

/**
 * Adds the statement to the policies of a topic at synthesis, if it has any. A topic without a policy gets none: it would
 * replace the policy of SNS, on which other senders rely.
 */
function allowInPolicies(topic: sns.Topic, home: FlowLogHome): void {
  Aspects.of(topic).add({
    visit: (node: IConstruct) => {
      if (node !== topic) return;
      for (const policy of policiesOf(topic)) {
        MergedStatements.of(policy).add(
          'alarms',
          home,
          (homes: readonly FlowLogHome[]) => topicStatement(homes, topic.topicArn),
          (statement) => {
            policy.document.addStatements(statement);
            return { statementAdded: true };
          },
        );
      }
    },
  });
}

/** Gives a topic a policy, with which the alarms of its own account can still notify it. */
function keepOwnAlarms(topic: sns.Topic): void {
  MergedStatements.of(topic).add(
    'own alarms',
    homeOf(topic),
    (homes: readonly FlowLogHome[]) => ({
      ...topicStatement(homes, topic.topicArn),
      Sid: 'CloudWatchAlarmsOfOwnAccount',
    }),
    (statement) => topic.addToResourcePolicy(statement),
  );
}

function policiesOf(topic: sns.Topic): sns.TopicPolicy[] {
  return topic.node.root.node
    .findAll()
    .filter((each): each is sns.TopicPolicy => each instanceof sns.TopicPolicy)
    .filter(({ node }) => {
      const resource = node.defaultChild;
      return resource instanceof sns.CfnTopicPolicy && resource.topics.includes(topic.topicArn);
    });
}
