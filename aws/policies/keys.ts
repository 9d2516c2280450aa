import { type FlowLogSenders, oneOrMany, senderConditions, senderMark } from './senders';
import { LOG_DELIVERY_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

const ENCRYPT_AND_DECRYPT = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
];

/**
 * Statements that the policy of a bucket's customer-managed key needs, so that log delivery can encrypt the objects of
 * these senders.
 *
 * Source: Amazon VPC User Guide, "Required key policy for use with SSE-KMS".
 *
 * @param mark suffix of the statement id, as in `bucketStatements`
 */
export function keyStatements(senders: FlowLogSenders, mark = senderMark(senders)): PolicyStatementJson[] {
  return [
    {
      Sid: `AWSLogDeliveryKey${mark}`,
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY_SERVICE },
      Action: ENCRYPT_AND_DECRYPT,
      Resource: ['*'],
      Condition: senderConditions(senders),
    },
  ];
}

/**
 * Statement that the policy of a customer-managed key of log groups needs.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @param service principal of CloudWatch Logs in the region: `logs.eu-west-1.amazonaws.com`
 * @param logGroupArns ARNs of the groups, with a `*` for the part of the name that CloudFormation generates
 */
export function logGroupKeyStatement(service: string, ...logGroupArns: string[]): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: ENCRYPT_AND_DECRYPT,
    Resource: ['*'],
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': oneOrMany(logGroupArns) } },
  };
}

/**
 * Statement that the policy of a customer-managed key of a queue or topic needs, so that a bucket can send event
 * notifications there.
 *
 * Source: Amazon S3 User Guide, "Granting permissions to publish event notification messages to a destination".
 */
export function queueKeyStatement(account: string, bucketArn: string): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: ['*'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': bucketArn },
    },
  };
}
