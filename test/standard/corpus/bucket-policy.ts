/** Returns a bucket policy that allows a service to deliver logs. The caller writes both ARNs in the syntax of its engine. */
export function bucketPolicy(
  bucket: unknown,
  objects: unknown,
  service = 'delivery.logs.amazonaws.com',
): object {
  const condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
  const Principal = { Service: service };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Write',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: objects,
        Condition: {
          StringEquals: { ...condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
      {
        Sid: 'Check',
        Effect: 'Allow',
        Principal,
        Action: ['s3:GetBucketAcl', 's3:ListBucket'],
        Resource: bucket,
        Condition: condition,
      },
    ],
  };
}
