import { EVENTS_SERVICE, S3_SERVICE, SNS_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/**
 * Statement that the policy of a topic needs, so that a bucket can publish event notifications to the topic. The
 * condition on the account matters after the bucket is deleted: another account can create one with the same name.
 *
 * Source: Amazon S3 User Guide, "Granting permissions to publish event notification messages to a destination".
 */
export function bucketToTopic(
  topicArn: string,
  bucket: { readonly arn: string; readonly account: string },
): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: S3_SERVICE },
    Action: ['sns:Publish'],
    Resource: [topicArn],
    Condition: {
      ArnLike: { 'aws:SourceArn': bucket.arn },
      StringEquals: { 'aws:SourceAccount': bucket.account },
    },
  };
}

/**
 * Statement that the policy of a queue needs, so that a topic can send its messages to the queue. The ARN contains the
 * account: SNS documents no condition on `aws:SourceAccount`.
 *
 * Source: Amazon SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic".
 */
export function topicToQueue(queueArn: string, topicArn: string): PolicyStatementJson {
  return sendMessage(SNS_SERVICE, queueArn, topicArn);
}

/**
 * Statement that the policy of a queue needs, so that a rule can send events to the queue. The ARN contains the account:
 * EventBridge sends no `aws:SourceAccount`.
 *
 * Source: Amazon EventBridge User Guide, "Using dead-letter queues to process undelivered events in EventBridge" and
 * "Troubleshooting Amazon EventBridge".
 */
export function ruleToQueue(queueArn: string, ruleArn: string): PolicyStatementJson {
  return sendMessage(EVENTS_SERVICE, queueArn, ruleArn);
}

/**
 * Statement that the policy of a queue's customer-managed key needs, so that topics can send messages to the queue.
 *
 * Source: Amazon SQS Developer Guide, "Key management", which lists the services that send `aws:SourceArn`.
 *
 * @param topicArns pattern of the ARNs of the topics
 */
export function topicsKeyStatement(topicArns: string): PolicyStatementJson {
  return useKey(SNS_SERVICE, topicArns);
}

/**
 * Statement that the policy of a queue's customer-managed key needs, so that rules can send events to the queue.
 *
 * Source: Amazon SQS Developer Guide, "Key management", which lists the services that send `aws:SourceArn`.
 *
 * @param ruleArns pattern of the ARNs of the rules
 */
export function rulesKeyStatement(ruleArns: string): PolicyStatementJson {
  return useKey(EVENTS_SERVICE, ruleArns);
}

function sendMessage(Service: string, queueArn: string, sourceArn: string): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service },
    Action: ['sqs:SendMessage'],
    Resource: [queueArn],
    Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
  };
}

function useKey(Service: string, sourceArns: string): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: ['*'],
    Condition: { ArnLike: { 'aws:SourceArn': sourceArns } },
  };
}
