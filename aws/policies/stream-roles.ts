import type { FlowLogHome } from './log-group-role';
import { FIREHOSE_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/**
 * Who may take the role with which a delivery stream writes. The service's guide shows no condition; where the
 * service says for whom it acts, it must be this account.
 */
export function deliveryStreamTrust(account: string): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: FIREHOSE_SERVICE },
    Action: ['sts:AssumeRole'],
    Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
  };
}

/**
 * What that role may do: write below some folders of one bucket.
 *
 * Source: Amazon Data Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination".
 */
export function deliveryStreamStatements(
  bucketArn: string,
  folders: readonly string[],
): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:PutObject'],
      Resource: folders.map((folder) => `${bucketArn}/${folder}/*`),
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: [bucketArn],
    },
  ];
}

/**
 * Who may take the role with which a log group feeds a delivery stream: the subscriptions of this account.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Subscription filters with Amazon Data Firehose".
 */
export function subscriptionTrust({ partition, account, region }: FlowLogHome): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: 'logs.amazonaws.com' },
    Action: ['sts:AssumeRole'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
    },
  };
}

/** What that role may do. */
export function subscriptionStatements(deliveryStreamArn: string): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
      Resource: [deliveryStreamArn],
    },
  ];
}
