import { type FlowLogSenders, senderConditions, senderMark, shortHash } from './senders';
import { LOG_DELIVERY_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/** Largest bucket policy. Source: Amazon S3 User Guide, "Bucket policies for Amazon S3". */
export const MAX_BUCKET_POLICY_BYTES = 20_480;

/** How the keys of delivered objects name their partitions. */
export enum PartitionLayout {
  /** `AWSLogs/<account>/vpcflowlogs/<region>/2026/11/22/` */
  PLAIN = 'plain',
  /** `AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/aws-region=<region>/year=2026/month=11/day=22/` */
  HIVE = 'hive',
}

/** Where flow logs may be delivered to. */
export interface DeliveryBucket {
  readonly arn: string;
  /** Folder in the bucket, without slashes around it; empty for none; `*` for all, and none. */
  readonly prefix: string;
  /** @default PartitionLayout.PLAIN alone */
  readonly layouts?: readonly PartitionLayout[];
}

/**
 * What a bucket policy must allow so that flow logs of these senders arrive, and nothing else does.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs". ListBucket is added so that the
 * service's look at the bucket does not show up as AccessDenied in CloudTrail.
 */
export function bucketStatements(senders: FlowLogSenders, bucket: DeliveryBucket): PolicyStatementJson[] {
  const { arn, prefix, layouts = [PartitionLayout.PLAIN] } = bucket;
  const fromSenders = senderConditions(senders);
  const mark = senderMark(senders);
  return [
    {
      Sid: `AWSLogDeliveryWrite${mark}${folderMark(prefix, layouts)}`,
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY_SERVICE },
      Action: ['s3:PutObject'],
      Resource: accountFolders(senders, layouts).map(
        (folder) => `${arn}/${inFolder(prefix)}AWSLogs/${folder}`,
      ),
      Condition: {
        ...fromSenders,
        StringEquals: { ...fromSenders.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    {
      Sid: `AWSLogDeliveryAclCheck${mark}`,
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY_SERVICE },
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: [arn],
      Condition: fromSenders,
    },
  ];
}

/** Every account has a folder of its own; those of an organization are not known one by one. */
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

/** Several folders of one bucket have a statement each. */
function folderMark(prefix: string, layouts: readonly PartitionLayout[]): string {
  const plain = prefix === '' && layouts.join() === PartitionLayout.PLAIN;
  return plain ? '' : shortHash([prefix, ...layouts].join());
}
