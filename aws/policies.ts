import { createHash } from 'node:crypto';

/** A statement of a resource policy, as its JSON has it. */
export interface PolicyStatementJson {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Service: string };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Whose flow logs may be delivered. All values can be placeholders or deploy-time tokens. */
export interface FlowLogSender {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Where they may be delivered to. */
export interface DeliveryBucket {
  readonly arn: string;
  /** Folder in the bucket, without slashes around it; empty for none. */
  readonly prefix: string;
}

const LOG_DELIVERY = 'delivery.logs.amazonaws.com';

/**
 * What a bucket policy must allow so that flow logs of one account and region arrive, and nothing else does.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs". ListBucket is added so that the
 * service's look at the bucket does not show up as AccessDenied in CloudTrail.
 */
export function bucketStatements(
  sender: FlowLogSender,
  { arn, prefix }: DeliveryBucket,
): PolicyStatementJson[] {
  const folder = prefix === '' ? '' : `${prefix}/`;
  const fromSender = senderConditions(sender);
  return [
    {
      Sid: sid('AWSLogDeliveryWrite', sender) + folderMark(prefix),
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY },
      Action: ['s3:PutObject'],
      Resource: [`${arn}/${folder}AWSLogs/${sender.account}/*`],
      Condition: {
        ...fromSender,
        StringEquals: { ...fromSender.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    {
      Sid: sid('AWSLogDeliveryAclCheck', sender),
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY },
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: [arn],
      Condition: fromSender,
    },
  ];
}

/**
 * What the policy of a bucket's customer-managed key must allow for the same.
 *
 * Source: Amazon VPC User Guide, "Required key policy for use with SSE-KMS".
 */
export function keyStatements(sender: FlowLogSender): PolicyStatementJson[] {
  return [
    {
      Sid: sid('AWSLogDeliveryKey', sender),
      Effect: 'Allow',
      Principal: { Service: LOG_DELIVERY },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: ['*'],
      Condition: senderConditions(sender),
    },
  ];
}

/** Only the log delivery of this account and region: another account's must not write in our name. */
function senderConditions({ partition, account, region }: FlowLogSender) {
  return {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
  };
}

/** Several folders of one bucket have a statement each. */
function folderMark(prefix: string): string {
  return prefix === '' ? '' : createHash('sha256').update(prefix).digest('hex').slice(0, 8);
}

/** Statement ids must be unique in a policy that lets several senders in; they hold letters and digits only. */
function sid(name: string, { account, region }: FlowLogSender): string {
  const known = [account, region].every((value) => /^[a-z0-9-]+$/.test(value));
  return known ? `${name}${account}${region.replaceAll('-', '')}` : name;
}
