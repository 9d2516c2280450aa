import { FIREHOSE_SERVICE } from '../../policies';
import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const GROUP = 'AWS::Logs::LogGroup';
const GROUP_ARN = 'arn:{partition}:logs:{region}:{account}:log-group:{name}';

/** Log groups, subscription filters, saved queries, resource policies, and Firehose streams. */
export const LOGS: readonly CoveredType[] = [
  {
    type: GROUP,
    source: 'AWS::Logs::LogGroup resource type schema: handlers',
    name: { property: 'LogGroupName', maxLength: 512 },
    // tag actions use the ARN without `:*`, all others the ARN with it
    arns: [GROUP_ARN, `${GROUP_ARN}:*`],
    actions: [
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:DeleteRetentionPolicy',
      'logs:GetDataProtectionPolicy',
      'logs:ListTagsForResource',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    whenGiven: [
      {
        property: 'DataProtectionPolicy',
        actions: ['logs:DeleteDataProtectionPolicy', 'logs:PutDataProtectionPolicy'],
      },
      { property: 'KmsKeyId', actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'] },
    ],
    unscoped: [{ actions: ['logs:DescribeLogGroups'], reason: NO_RESOURCE_TYPE }],
  },
  {
    type: 'AWS::Logs::SubscriptionFilter',
    source: 'AWS::Logs::SubscriptionFilter resource type schema: handlers',
    arns: [],
    on: { property: 'LogGroupName', type: GROUP },
    actions: [
      'logs:DeleteSubscriptionFilter',
      'logs:DescribeSubscriptionFilters',
      'logs:PutSubscriptionFilter',
    ],
    passes: { property: 'RoleArn', to: 'logs.amazonaws.com' },
  },
  {
    type: 'AWS::Logs::QueryDefinition',
    source: 'AWS::Logs::QueryDefinition resource type schema: handlers',
    arns: [],
    actions: [],
    unscoped: [
      {
        actions: ['logs:DeleteQueryDefinition', 'logs:DescribeQueryDefinitions', 'logs:PutQueryDefinition'],
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
      'firehose:DeleteDeliveryStream',
      'firehose:DescribeDeliveryStream',
      'firehose:ListTagsForDeliveryStream',
      'firehose:TagDeliveryStream',
      'firehose:UntagDeliveryStream',
      'firehose:UpdateDestination',
    ],
    whenGiven: [
      {
        property: 'DeliveryStreamEncryptionConfigurationInput',
        actions: ['firehose:StartDeliveryStreamEncryption', 'firehose:StopDeliveryStreamEncryption'],
      },
      {
        property: 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
        onValue: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RevokeGrant'],
      },
    ],
    passes: { property: 'RoleARN', to: FIREHOSE_SERVICE },
  },
];
