import type { FlowLogHome } from './log-group-role';
import { FIREHOSE_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/**
 * Trust policy statement of the role with which a delivery stream writes. The guide has no condition here. If the
 * service sends the source account, the condition requires this account.
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
 * Permissions of that role: write below the given folders of one bucket.
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
 * Trust policy statement of the role with which a log group writes to a delivery stream. Only CloudWatch Logs of this
 * account and region can assume it.
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

/** Permissions of that role: write records to the delivery stream. */
export function subscriptionStatements(deliveryStreamArn: string): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
      Resource: [deliveryStreamArn],
    },
  ];
}
