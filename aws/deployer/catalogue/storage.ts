import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const BUCKET_SCHEMA = 'AWS::S3::Bucket resource type schema: handlers';
const KEY_SCHEMA = 'AWS::KMS::Key resource type schema: handlers';
const METADATA_TABLES = 'the permissions for its metadata tables (s3:*BucketMetadata*, s3tables:*)';

/** Buckets, bucket policies, and KMS keys. */
export const STORAGE: readonly CoveredType[] = [
  {
    type: 'AWS::S3::Bucket',
    source: BUCKET_SCHEMA,
    name: { property: 'BucketName', maxLength: 63, lowerCase: true },
    arns: ['arn:{partition}:s3:::{name}'],
    actions: [
      's3:CreateBucket',
      's3:ListBucket',
      's3:ListTagsForResource',
      's3:PutBucketTagging',
      's3:TagResource',
      's3:UntagResource',
      's3:GetAccelerateConfiguration',
      's3:GetAnalyticsConfiguration',
      's3:GetBucketAbac',
      's3:GetBucketAcl',
      's3:GetBucketCORS',
      's3:GetBucketLogging',
      's3:GetBucketMetadataTableConfiguration',
      's3:GetBucketNotification',
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketOwnershipControls',
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketTagging',
      's3:GetBucketVersioning',
      's3:GetBucketWebsite',
      's3:GetEncryptionConfiguration',
      's3:GetIntelligentTieringConfiguration',
      's3:GetInventoryConfiguration',
      's3:GetLifecycleConfiguration',
      's3:GetMetricsConfiguration',
      's3:GetReplicationConfiguration',
    ],
    deletes: ['s3:DeleteBucket'],
    whenGiven: [
      { property: 'AbacStatus', actions: ['s3:PutBucketAbac'] },
      { property: 'AccelerateConfiguration', actions: ['s3:PutAccelerateConfiguration'] },
      { property: 'AccessControl', actions: ['s3:PutBucketAcl'] },
      { property: 'AnalyticsConfigurations', actions: ['s3:PutAnalyticsConfiguration'] },
      { property: 'BucketEncryption', actions: ['s3:PutEncryptionConfiguration'] },
      { property: 'CorsConfiguration', actions: ['s3:PutBucketCORS'] },
      { property: 'IntelligentTieringConfigurations', actions: ['s3:PutIntelligentTieringConfiguration'] },
      { property: 'InventoryConfigurations', actions: ['s3:PutInventoryConfiguration'] },
      { property: 'LifecycleConfiguration', actions: ['s3:PutLifecycleConfiguration'] },
      { property: 'LoggingConfiguration', actions: ['s3:PutBucketLogging'] },
      { property: 'MetadataConfiguration', notCovered: METADATA_TABLES },
      { property: 'MetadataTableConfiguration', notCovered: METADATA_TABLES },
      { property: 'MetricsConfigurations', actions: ['s3:PutMetricsConfiguration'] },
      { property: 'NotificationConfiguration', actions: ['s3:PutBucketNotification'] },
      { property: 'ObjectLockConfiguration', actions: ['s3:PutBucketObjectLockConfiguration'] },
      {
        property: 'ObjectLockEnabled',
        actions: ['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning'],
      },
      { property: 'OwnershipControls', actions: ['s3:PutBucketOwnershipControls'] },
      { property: 'PublicAccessBlockConfiguration', actions: ['s3:PutBucketPublicAccessBlock'] },
      { property: 'ReplicationConfiguration', actions: ['s3:PutReplicationConfiguration'] },
      { property: 'VersioningConfiguration', actions: ['s3:PutBucketVersioning'] },
      { property: 'WebsiteConfiguration', actions: ['s3:PutBucketWebsite', 's3:DeleteBucketWebsite'] },
    ],
    passes: { properties: ['Role'], to: 's3.amazonaws.com' },
  },
  {
    type: 'AWS::S3::BucketPolicy',
    source: 'AWS::S3::BucketPolicy resource type schema: handlers',
    arns: [],
    on: { property: 'Bucket', type: 'AWS::S3::Bucket' },
    actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'],
    deletes: ['s3:DeleteBucketPolicy'],
  },
  {
    type: 'AWS::KMS::Key',
    source: KEY_SCHEMA,
    // the id of a key is unknown before deployment
    arns: ['arn:{partition}:kms:{region}:{account}:key/*'],
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
    deletes: ['kms:ScheduleKeyDeletion'],
    whenGiven: [
      { property: 'Description', actions: ['kms:UpdateKeyDescription'] },
      { property: 'Enabled', actions: ['kms:DisableKey', 'kms:EnableKey'] },
      { property: 'EnableKeyRotation', actions: ['kms:DisableKeyRotation', 'kms:EnableKeyRotation'] },
      {
        property: 'KeyPolicy',
        actions: ['kms:PutKeyPolicy'],
        // a key policy that locks the account out requires the bypass of a safety check
        condition: { BoolIfExists: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' } },
      },
      // a tag can allow access to a key
      { property: 'Tags', actions: ['kms:TagResource', 'kms:UntagResource'] },
    ],
    unscoped: [{ actions: ['kms:CreateKey'], reason: NO_RESOURCE_TYPE }],
  },
  {
    type: 'AWS::KMS::Alias',
    source: 'AWS::KMS::Alias resource type schema: handlers',
    arns: [
      'arn:{partition}:kms:{region}:{account}:{AliasName}',
      'arn:{partition}:kms:{region}:{account}:key/*',
    ],
    actions: ['kms:CreateAlias', 'kms:UpdateAlias'],
    deletes: ['kms:DeleteAlias'],
    unscoped: [{ actions: ['kms:ListAliases'], reason: NO_RESOURCE_TYPE }],
  },
];
