import { FIREHOSE_SERVICE } from '../../policies';
import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const GROUP = 'AWS::Logs::LogGroup';
const GROUP_ARN = 'arn:{partition}:logs:{region}:{account}:log-group:{name}';
const STREAM = 'AWS::Logs::LogStream';
const STREAM_SCHEMA = 'AWS::Logs::LogStream resource type schema: handlers';

/** Log groups, log streams, subscription filters, saved queries, resource policies, and Firehose streams. */
export const LOGS: readonly CoveredType[] = [
  {
    type: GROUP,
    source: 'AWS::Logs::LogGroup resource type schema: handlers',
    name: { property: 'LogGroupName', maxLength: 512 },
    // tag actions use the ARN without `:*`, all others the ARN with it
    arns: [GROUP_ARN, `${GROUP_ARN}:*`],
    actions: [
      'logs:CreateLogGroup',
      'logs:GetDataProtectionPolicy',
      'logs:ListTagsForResource',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    deletes: ['logs:DeleteLogGroup'],
    whenGiven: [
      { property: 'BearerTokenAuthenticationEnabled', actions: ['logs:PutBearerTokenAuthentication'] },
      {
        property: 'DataProtectionPolicy',
        actions: ['logs:PutDataProtectionPolicy'],
        deletes: ['logs:DeleteDataProtectionPolicy'],
        notCovered: 'the permissions to deliver audit findings, if the policy has a destination for them',
      },
      { property: 'DeletionProtectionEnabled', actions: ['logs:PutLogGroupDeletionProtection'] },
      {
        property: 'FieldIndexPolicies',
        unscoped: { actions: ['logs:DeleteIndexPolicy', 'logs:PutIndexPolicy'], reason: NO_RESOURCE_TYPE },
      },
      { property: 'KmsKeyId', actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'] },
      {
        property: 'ResourcePolicyDocument',
        unscoped: {
          actions: ['logs:DeleteResourcePolicy', 'logs:PutResourcePolicy'],
          reason: NO_RESOURCE_TYPE,
        },
      },
      { property: 'RetentionInDays', actions: ['logs:DeleteRetentionPolicy', 'logs:PutRetentionPolicy'] },
    ],
    unscoped: [
      {
        actions: ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'],
        reason: NO_RESOURCE_TYPE,
      },
    ],
  },
  {
    type: STREAM,
    source: STREAM_SCHEMA,
    arns: [`${GROUP_ARN.replace('{name}', '{LogGroupName}')}:log-stream:{LogStreamName:*}`],
    actions: ['logs:CreateLogStream'],
    deletes: ['logs:DeleteLogStream'],
  },
  {
    type: STREAM,
    source: STREAM_SCHEMA,
    arns: [],
    on: { property: 'LogGroupName', type: GROUP },
    actions: ['logs:DescribeLogStreams'],
  },
  {
    type: 'AWS::Logs::SubscriptionFilter',
    source: 'AWS::Logs::SubscriptionFilter resource type schema: handlers',
    arns: [],
    on: { property: 'LogGroupName', type: GROUP },
    actions: ['logs:DescribeSubscriptionFilters', 'logs:PutSubscriptionFilter'],
    deletes: ['logs:DeleteSubscriptionFilter'],
    passes: { properties: ['RoleArn'], to: 'logs.amazonaws.com' },
  },
  {
    type: 'AWS::Logs::QueryDefinition',
    source: 'AWS::Logs::QueryDefinition resource type schema: handlers',
    arns: [],
    actions: [],
    unscoped: [
      {
        actions: ['logs:DescribeQueryDefinitions', 'logs:PutQueryDefinition'],
        deletes: ['logs:DeleteQueryDefinition'],
        reason: NO_RESOURCE_TYPE,
      },
    ],
  },
  {
    type: 'AWS::Logs::ResourcePolicy',
    source: 'AWS::Logs::ResourcePolicy resource type schema: handlers',
    arns: [],
    actions: [],
    unscoped: [
      {
        actions: ['logs:DeleteResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:PutResourcePolicy'],
        reason: NO_RESOURCE_TYPE,
      },
    ],
  },
  {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    source: 'AWS::KinesisFirehose::DeliveryStream resource type schema: handlers',
    name: { property: 'DeliveryStreamName', maxLength: 64 },
    arns: ['arn:{partition}:firehose:{region}:{account}:deliverystream/{name}'],
    actions: [
      'firehose:CreateDeliveryStream',
      'firehose:DescribeDeliveryStream',
      'firehose:ListTagsForDeliveryStream',
      'firehose:TagDeliveryStream',
      'firehose:UntagDeliveryStream',
      'firehose:UpdateDestination',
    ],
    deletes: ['firehose:DeleteDeliveryStream'],
    whenGiven: [
      {
        property: 'DeliveryStreamEncryptionConfigurationInput',
        actions: ['firehose:StartDeliveryStreamEncryption', 'firehose:StopDeliveryStreamEncryption'],
      },
      {
        property: 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
        onValue: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RevokeGrant'],
        viaService: 'firehose',
      },
    ],
    passes: { properties: ['RoleARN'], to: FIREHOSE_SERVICE, actions: ['iam:GetRole'] },
  },
];
