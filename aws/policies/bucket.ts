import { type FlowLogSenders, senderConditions, senderMark, shortHash } from './senders';
import { LOG_DELIVERY_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/**
 * How the keys of delivered objects name their partitions.
 *
 * Source: Amazon VPC User Guide, "Flow log files".
 */
export enum PartitionLayout {
  /** Values only: `AWSLogs/<account>/vpcflowlogs/<region>/2026/11/22/` */
  PLAIN = 'plain',
  /** Hive-compatible: `AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/aws-region=<region>/year=2026/month=11/day=22/` */
  HIVE = 'hive',
}

/** A bucket, or a folder of it, that flow logs are delivered to. */
export interface DeliveryBucket {
  readonly arn: string;
  /** Folder without leading and trailing slash; empty for the root; `*` for the root and all folders. */
  readonly prefix: string;
  /**
   * Partition layouts of the delivered objects.
   *
   * @default - PartitionLayout.PLAIN only
   */
  readonly layouts?: readonly PartitionLayout[];
}

/**
 * Statements that a bucket policy needs, so that log delivery can write the flow logs of these senders. They allow
 * nothing else. `s3:ListBucket` is not in the guide: without it, CloudTrail records an AccessDenied event whenever log
 * delivery checks the bucket.
 *
 * Several senders share the statements, so that the policy does not contain every combination of account, region and
 * folder. Each listed account may deliver from each listed region into the folder of each listed account. That allows no
 * delivery that matters: an account cannot choose the folder, because log delivery writes below the id of the account
 * that owns the flow log, and the account condition denies every other account.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs".
 *
 * @param mark suffix of the statement ids. The default differs by sender, so that the statements of several apps can be
 * added to one policy
 */
export function bucketStatements(
  senders: FlowLogSenders,
  bucket: DeliveryBucket,
  mark = senderMark(senders),
): PolicyStatementJson[] {
  return [bucketWriteStatement(senders, bucket, mark), bucketCheckStatement(senders, bucket.arn, mark)];
}

/** The statement of `bucketStatements` for the objects. */
export function bucketWriteStatement(
  senders: FlowLogSenders,
  { arn, prefix, layouts = [PartitionLayout.PLAIN] }: DeliveryBucket,
  mark = senderMark(senders),
): PolicyStatementJson {
  const fromSenders = senderConditions(senders);
  return {
    Sid: `AWSLogDeliveryWrite${mark}${folderMark(prefix, layouts)}`,
    Effect: 'Allow',
    Principal: { Service: LOG_DELIVERY_SERVICE },
    Action: ['s3:PutObject'],
    Resource: accountFolders(senders, layouts).map((folder) => `${arn}/${inFolder(prefix)}AWSLogs/${folder}`),
    Condition: {
      ...fromSenders,
      StringEquals: { ...fromSenders.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  };
}

/** The statement of `bucketStatements` for the checks before a delivery. */
export function bucketCheckStatement(
  senders: FlowLogSenders,
  arn: string,
  mark = senderMark(senders),
): PolicyStatementJson {
  return {
    Sid: `AWSLogDeliveryAclCheck${mark}`,
    Effect: 'Allow',
    Principal: { Service: LOG_DELIVERY_SERVICE },
    Action: ['s3:GetBucketAcl', 's3:ListBucket'],
    Resource: [arn],
    Condition: senderConditions(senders),
  };
}

/** The folders of the accounts. The accounts of an organization are not known, so its pattern covers all folders. */
function accountFolders(
  { accounts, organizationId }: FlowLogSenders,
  layouts: readonly PartitionLayout[],
): string[] {
  if (organizationId !== undefined) return ['*'];
  return accounts.flatMap((account) =>
    layouts.map((layout) =>
      layout === PartitionLayout.HIVE ? `aws-account-id=${account}/*` : `${account}/*`,
    ),
  );
}

function inFolder(prefix: string): string {
  return prefix === '' || prefix === '*' ? prefix : `${prefix}/`;
}

/** Suffix that makes the ids unique if a policy has a statement for each of several folders. */
function folderMark(prefix: string, layouts: readonly PartitionLayout[]): string {
  const plain = prefix === '' && layouts.join() === PartitionLayout.PLAIN;
  return plain ? '' : shortHash([prefix, ...layouts].join());
}
