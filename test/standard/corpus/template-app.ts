import { bucketPolicy } from './bucket-policy';
import type { CorpusApp, CorpusBucket, CorpusFlowLog, CorpusLogGroup } from './corpus-app';
import { keyPolicy, trustPolicy, writePolicy } from './role-policies';

/** Returns the app as a CloudFormation template. */
export function templateOf(app: CorpusApp): object {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: Object.fromEntries([
      ...(app.vpcs ?? []).map((id) => [
        id,
        { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      ]),
      ...(app.subnets ?? []).map(({ id, vpc }) => [
        id,
        { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: vpc }, CidrBlock: '10.0.0.0/24' } },
      ]),
      ...(app.transitGateways ?? []).map((id) => [id, { Type: 'AWS::EC2::TransitGateway', Properties: {} }]),
      ...(app.buckets ?? []).flatMap(bucketResources),
      ...(app.logGroups ?? []).flatMap(logGroupResources),
      ...(app.flowLogs ?? []).flatMap(flowLogResources),
    ]),
  };
}

const EXTERNAL_ROLE = 'arn:aws:iam::111122223333:role/flow-logs';
const ROOT = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' };

function keyResource(id: string, service?: string): [string, object] {
  return [`${id}Key`, { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: keyPolicy(ROOT, service) } }];
}

function logGroupResources(group: CorpusLogGroup): [string, object][] {
  const { id, name, retentionDays, customerManagedKey, keyAllowsLogs = true } = group;
  const service = keyAllowsLogs ? { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' } : undefined;
  return [
    ...(customerManagedKey ? [keyResource(id, service as never)] : []),
    [
      id,
      {
        Type: 'AWS::Logs::LogGroup',
        Properties: {
          ...(name !== undefined && { LogGroupName: name }),
          ...(retentionDays && { RetentionInDays: retentionDays }),
          ...(customerManagedKey && { KmsKeyId: { 'Fn::GetAtt': [`${id}Key`, 'Arn'] } }),
        },
      },
    ],
  ];
}

function flowLogResources(flowLog: CorpusFlowLog): [string, object][] {
  const { id, logGroup, role = {} } = flowLog;
  const policy = { PolicyName: 'write', PolicyDocument: writePolicy({ 'Fn::GetAtt': [logGroup, 'Arn'] }) };
  return [
    ...(logGroup === undefined
      ? []
      : [
          [
            `${id}Role`,
            {
              Type: 'AWS::IAM::Role',
              Properties: {
                AssumeRolePolicyDocument: trustPolicy(role.service),
                ...(role.canWrite !== false && { Policies: [policy] }),
              },
            },
          ] as [string, object],
        ]),
    [id, { Type: 'AWS::EC2::FlowLog', Properties: flowLogProperties(flowLog) }],
  ];
}

function flowLogProperties(flowLog: CorpusFlowLog): object {
  const { id, on, format, traffic, interval, bucket, logGroup, fileFormat } = flowLog;
  const { targetId, destinationType, hasRole, folder, bucketArn } = flowLog;
  return {
    ResourceType: on.kind,
    ResourceId: targetId ?? { Ref: on.id },
    ...(format !== undefined && { LogFormat: format }),
    ...(traffic !== undefined && { TrafficType: traffic }),
    ...(interval !== undefined && { MaxAggregationInterval: interval }),
    ...(bucket !== undefined && {
      LogDestinationType: destinationType ?? 's3',
      LogDestination:
        folder === undefined
          ? { 'Fn::GetAtt': [bucket, 'Arn'] }
          : { 'Fn::Sub': `\${${bucket}.Arn}/${folder}` },
    }),
    ...(bucketArn !== undefined && { LogDestinationType: 's3', LogDestination: bucketArn }),
    ...(logGroup !== undefined && {
      LogDestinationType: 'cloud-watch-logs',
      LogDestination: { 'Fn::GetAtt': [logGroup, 'Arn'] },
      DeliverLogsPermissionArn: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
    }),
    ...(hasRole && { DeliverLogsPermissionArn: EXTERNAL_ROLE }),
    ...(fileFormat !== undefined && {
      DestinationOptions: { FileFormat: fileFormat, HiveCompatiblePartitions: true, PerHourPartition: true },
    }),
  };
}

function bucketResources(bucket: CorpusBucket): [string, object][] {
  const { id, name, expirationDays, archiveAfterDays, customerManagedKey, awsManagedKey } = bucket;
  const { keyAllowsDelivery = true } = bucket;
  const rule = {
    Id: 'Keep',
    Status: 'Enabled',
    ...(expirationDays !== undefined && { ExpirationInDays: expirationDays }),
    ...(archiveAfterDays !== undefined && {
      Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: archiveAfterDays }],
    }),
  };
  const hasRule = expirationDays !== undefined || archiveAfterDays !== undefined;
  return [
    ...(customerManagedKey
      ? [keyResource(id, keyAllowsDelivery ? 'delivery.logs.amazonaws.com' : undefined)]
      : []),
    [
      id,
      {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: name,
          ...(hasRule && { LifecycleConfiguration: { Rules: [rule] } }),
          ...((customerManagedKey || awsManagedKey) && {
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [
                {
                  ServerSideEncryptionByDefault: {
                    SSEAlgorithm: 'aws:kms',
                    ...(customerManagedKey && { KMSMasterKeyID: { 'Fn::GetAtt': [`${id}Key`, 'Arn'] } }),
                  },
                },
              ],
            },
          }),
        },
      },
    ],
    [
      `${id}Policy`,
      {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: id },
          PolicyDocument: bucketPolicy(
            {
              bucket: { 'Fn::Sub': `\${${id}.Arn}` },
              objects: (keys) => ({ 'Fn::Sub': `\${${id}.Arn}/${keys}` }),
            },
            bucket,
          ),
        },
      },
    ],
  ];
}
