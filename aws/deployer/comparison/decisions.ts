import { FLOW_LOG_TYPE } from '../../flow-log';
import type { Decision } from './decision';

const BUCKET = 'AWS::S3::Bucket';
const FUNCTION = 'AWS::Lambda::Function';
const GROUP = 'AWS::Logs::LogGroup';
const NAMES_OF_CALLS =
  'The Service Authorization Reference does not contain it: S3 authorizes these calls with the actions s3:Put*.';
const REPORTED =
  'A note reports a resource with this property, because the resource of the action depends on the case:';

/** All differences between the policies and the schemas. */
export const DECISIONS: readonly Decision[] = [
  {
    type: BUCKET,
    actions: [
      's3:DeleteBucketAnalyticsConfiguration',
      's3:DeleteBucketCors',
      's3:DeleteBucketEncryption',
      's3:DeleteBucketLifecycle',
      's3:DeleteBucketMetricsConfiguration',
      's3:DeleteBucketReplication',
      's3:PutBucketReplication',
      's3:PutObjectLockConfiguration',
    ],
    reason: NAMES_OF_CALLS,
  },
  {
    type: BUCKET,
    actions: ['s3:DeleteObject', 's3:PutObjectAcl'],
    reason: 'The properties of a bucket contain no object, and a new bucket is empty.',
  },
  {
    type: BUCKET,
    actions: [
      's3:CreateBucketMetadataTableConfiguration',
      's3:DeleteBucketMetadataTableConfiguration',
      's3:UpdateBucketMetadataAnnotationTableConfiguration',
      's3:UpdateBucketMetadataInventoryTableConfiguration',
      's3:UpdateBucketMetadataJournalTableConfiguration',
      's3tables:CreateNamespace',
      's3tables:CreateTable',
      's3tables:CreateTableBucket',
      's3tables:GetTable',
      's3tables:GetTableMetadataLocation',
      's3tables:PutTableBucketPolicy',
      's3tables:PutTableEncryption',
      's3tables:PutTablePolicy',
      's3tables:UpdateTableMetadataLocation',
    ],
    reason: `${REPORTED} MetadataConfiguration, MetadataTableConfiguration.`,
  },
  {
    type: 'AWS::Athena::WorkGroup',
    actions: [
      'iam:CreateServiceLinkedRole',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      's3:AbortMultipartUpload',
      's3:GetBucketLocation',
      's3:GetObject',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:ListMultipartUploadParts',
      's3:PutObject',
    ],
    reason:
      'Queries use them, and workgroups for Apache Spark. A workgroup for SQL needs only athena:CreateWorkGroup and ' +
      'athena:TagResource ("Amazon Athena User Guide: Create a workgroup"). A note reports a workgroup with EngineConfiguration.',
  },
  {
    type: 'AWS::Glue::Database',
    actions: [
      'glue:CreateConnection',
      'glue:DeleteConnection',
      'glue:GetConnection',
      'glue:PassConnection',
      'glue:UpdateConnection',
    ],
    reason: `${REPORTED} DatabaseInput.FederatedDatabase.`,
  },
  {
    type: 'AWS::Glue::Table',
    actions: ['glue:CreateTable', 'glue:DeleteTable', 'glue:GetTable', 'glue:UpdateTable'],
    reason:
      'The schema has no handlers. The actions are those of the calls that create, read, update and delete a table ' +
      '("Service Authorization Reference: AWS Glue").',
  },
  {
    type: 'AWS::LakeFormation::PrincipalPermissions',
    actions: ['glue:GetDatabase', 'glue:GetTable'],
    reason: 'The policies contain it for the database and the tables that the grant refers to.',
  },
  {
    type: 'AWS::IAM::Policy',
    actions: [
      'iam:DeleteGroupPolicy',
      'iam:DeleteUserPolicy',
      'iam:GetGroupPolicy',
      'iam:GetUserPolicy',
      'iam:PutGroupPolicy',
      'iam:PutUserPolicy',
    ],
    reason: `${REPORTED} Groups, Users.`,
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    actions: [
      'iam:AttachGroupPolicy',
      'iam:AttachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DetachUserPolicy',
    ],
    reason: `${REPORTED} Groups, Users.`,
  },
  {
    type: FUNCTION,
    actions: [
      'elasticfilesystem:DescribeMountTargets',
      'lambda:PassCapacityProvider',
      's3:GetObjectVersion',
      's3files:ListMountTargets',
    ],
    reason: `${REPORTED} FileSystemConfigs, CapacityProviderConfig, Code.S3ObjectVersion.`,
  },
  {
    type: GROUP,
    actions: ['firehose:TagDeliveryStream', 'logs:CreateLogDelivery'],
    reason: `${REPORTED} DataProtectionPolicy with a destination for audit findings.`,
  },
  {
    type: GROUP,
    actions: ['s3:REST.PUT.OBJECT'],
    reason: 'The Service Authorization Reference does not contain it: it is a name from access logs of S3.',
  },
  {
    type: 'AWS::CloudFormation::Stack',
    actions: [
      'cloudformation:GetStackPolicy',
      'cloudformation:GetTemplate',
      'cloudformation:SetStackPolicy',
      'cloudformation:UpdateTerminationProtection',
      'iam:PassRole',
    ],
    reason:
      'A nested stack has no stack policy, termination protection or role of its own ("AWS CloudFormation Template ' +
      'Reference: AWS::CloudFormation::Stack").',
  },
  {
    type: 'AWS::CloudFormation::Stack',
    actions: ['s3:GetObject'],
    reason: 'CloudFormation reads the template of a nested stack with the permissions of the deployer.',
  },
  {
    type: 'AWS::CloudFormation::CustomResource',
    actions: ['lambda:InvokeFunction'],
    reason:
      'CloudFormation invokes the function of a custom resource, also of the types Custom::*, with the permissions of the ' +
      'deployer ("AWS CloudFormation User Guide: Lambda-backed custom resources").',
  },
  {
    type: 'AWS::EC2::VPC',
    actions: ['ec2:CreateVpcEncryptionControl'],
    reason: `${REPORTED} VpcEncryptionControl.`,
  },
  {
    type: 'AWS::EC2::VPCGatewayAttachment',
    actions: ['ec2:AttachVpnGateway', 'ec2:DetachVpnGateway'],
    reason: `${REPORTED} VpnGatewayId.`,
  },
  {
    type: 'AWS::EC2::TransitGateway',
    actions: ['ec2:ModifyTransitGatewayOptions'],
    reason: 'The Service Authorization Reference does not contain it: the call is ec2:ModifyTransitGateway.',
  },
  {
    type: FLOW_LOG_TYPE,
    actions: [
      'ecs:ListClusters',
      'ecs:ListContainerInstances',
      'ecs:ListServices',
      'ecs:ListTaskDefinitions',
      'ecs:ListTasks',
    ],
    reason: 'The ECS fields of a format need them ("Amazon VPC User Guide: Flow log records").',
  },
  {
    type: FLOW_LOG_TYPE,
    actions: ['firehose:TagDeliveryStream'],
    reason:
      'AWS tags the delivery stream with the permissions of the deployer ("Amazon VPC User Guide: Publish flow logs to ' +
      'Amazon Data Firehose").',
  },
];
