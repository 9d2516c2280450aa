import type { CorpusBucket } from './corpus-app';

/** Values in the syntax of an engine. */
export interface PolicySyntax {
  /** ARN of the bucket. */
  readonly bucket: unknown;
  /** Returns the ARN of keys of the bucket. */
  objects(keys: string): unknown;
}

/** Returns the policy of a bucket. */
export function bucketPolicy(syntax: PolicySyntax, bucket: CorpusBucket): object {
  const { deliveryService = 'delivery.logs.amazonaws.com', deliveryKeys = '*', denial } = bucket;
  const { deliveryAccount: account } = bucket;
  const Principal = { Service: deliveryService };
  const StringEquals = account === undefined ? {} : { 'aws:SourceAccount': account };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Write',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: syntax.objects(deliveryKeys),
        Condition: { StringEquals: { ...StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
      {
        Sid: 'Check',
        Effect: 'Allow',
        Principal,
        Action: ['s3:GetBucketAcl', 's3:ListBucket'],
        Resource: syntax.bucket,
        ...(account !== undefined && { Condition: { StringEquals } }),
      },
      ...(denial
        ? [
            {
              Sid: 'Deny',
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:PutObject',
              Resource: syntax.objects('*'),
              Condition: denial,
            },
          ]
        : []),
    ],
  };
}
