import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const FUNCTION = 'AWS::Lambda::Function';
const MAPPING_SCHEMA = 'AWS::Lambda::EventSourceMapping resource type schema: handlers';
const CUSTOM_RESOURCES = 'AWS CloudFormation User Guide: Lambda-backed custom resources';

/** Actions on the key that encrypts the environment or the code of a function. */
const KEY_OF_FUNCTION = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
];

/** Functions, event source mappings, function permissions, and custom resources. */
export const FUNCTIONS: readonly CoveredType[] = [
  {
    type: FUNCTION,
    source: 'AWS::Lambda::Function resource type schema: handlers',
    name: { property: 'FunctionName', maxLength: 64 },
    arns: ['arn:{partition}:lambda:{region}:{account}:function:{name}'],
    actions: [
      'lambda:CreateFunction',
      'lambda:GetFunction',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetFunctionRecursionConfig',
      'lambda:GetFunctionScalingConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:TagResource',
      'lambda:UntagResource',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ],
    deletes: ['lambda:DeleteFunction'],
    whenGiven: [
      {
        property: 'CapacityProviderConfig',
        notCovered: 'lambda:PassCapacityProvider on the capacity provider',
      },
      { property: 'Code.ImageUri', notCovered: 'the permissions for the image in Amazon ECR' },
      { property: 'Code.S3Bucket', onObjects: ['s3:GetObject'] },
      { property: 'Code.S3ObjectVersion', notCovered: 's3:GetObjectVersion on the object of the code' },
      { property: 'Code.SourceKMSKeyArn', onValue: KEY_OF_FUNCTION, viaService: 'lambda' },
      {
        property: 'CodeSigningConfigArn',
        actions: ['lambda:PutFunctionCodeSigningConfig', 'lambda:DeleteFunctionCodeSigningConfig'],
        onValue: ['lambda:GetCodeSigningConfig'],
      },
      {
        property: 'FileSystemConfigs',
        notCovered: 'elasticfilesystem:DescribeMountTargets and s3files:ListMountTargets on the file systems',
      },
      { property: 'FunctionScalingConfig', actions: ['lambda:PutFunctionScalingConfig'] },
      { property: 'KmsKeyArn', onValue: KEY_OF_FUNCTION, viaService: 'lambda' },
      { property: 'Layers', onValue: ['lambda:GetLayerVersion'] },
      { property: 'PublishToLatestPublished', actions: ['lambda:PublishVersion'] },
      { property: 'RecursiveLoop', actions: ['lambda:PutFunctionRecursionConfig'] },
      {
        property: 'ReservedConcurrentExecutions',
        actions: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
      },
      { property: 'RuntimeManagementConfig', actions: ['lambda:PutRuntimeManagementConfig'] },
      {
        property: 'VpcConfig',
        unscoped: {
          actions: [
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSecurityGroups',
            'ec2:DescribeSubnets',
            'ec2:DescribeVpcs',
          ],
          reason: NO_RESOURCE_TYPE,
        },
      },
    ],
    passes: { properties: ['Role'], to: 'lambda.amazonaws.com' },
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    source: MAPPING_SCHEMA,
    // the id of a mapping is unknown before deployment
    arns: ['arn:{partition}:lambda:{region}:{account}:event-source-mapping:*'],
    actions: ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
    deletes: ['lambda:DeleteEventSourceMapping'],
    onlyFor: { key: 'lambda:FunctionArn', property: 'FunctionName', type: FUNCTION },
    unscoped: [{ actions: ['lambda:CreateEventSourceMapping'], reason: NO_RESOURCE_TYPE }],
    whenGiven: [
      {
        property: 'KmsKeyArn',
        onValue: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'],
        viaService: 'lambda',
      },
    ],
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    source: MAPPING_SCHEMA,
    arns: ['arn:{partition}:lambda:{region}:{account}:event-source-mapping:*'],
    // tag actions do not support the condition key lambda:FunctionArn
    actions: ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource'],
  },
  {
    type: 'AWS::Lambda::Permission',
    source: 'AWS::Lambda::Permission resource type schema: handlers',
    arns: [],
    on: { property: 'FunctionName', type: FUNCTION },
    actions: ['lambda:AddPermission', 'lambda:GetPolicy'],
    deletes: ['lambda:RemovePermission'],
  },
  ...['Custom::', 'AWS::CloudFormation::CustomResource'].map((type) => ({
    type,
    source: CUSTOM_RESOURCES,
    arns: [],
    on: { property: 'ServiceToken', type: FUNCTION },
    actions: ['lambda:InvokeFunction'],
  })),
];
