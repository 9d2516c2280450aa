import { bucketPolicy } from './bucket-policy';
import type { CorpusApp, CorpusBucket, CorpusFlowLog } from './corpus-app';

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
      ...(app.logGroups ?? []).map(({ id, retentionDays, name }) => [
        id,
        {
          Type: 'AWS::Logs::LogGroup',
          Properties: {
            ...(name !== undefined && { LogGroupName: name }),
            ...(retentionDays && { RetentionInDays: retentionDays }),
          },
        },
      ]),
      ...(app.flowLogs ?? []).map((flowLog) => [
        flowLog.id,
        { Type: 'AWS::EC2::FlowLog', Properties: flowLogProperties(flowLog) },
      ]),
    ]),
  };
}

const ROLE = 'arn:aws:iam::111122223333:role/flow-logs';

function flowLogProperties(flowLog: CorpusFlowLog): object {
  const { on, format, traffic, interval, bucket, logGroup, fileFormat, targetId, destinationType, hasRole } =
    flowLog;
  return {
    ResourceType: on.kind,
    ResourceId: targetId ?? { Ref: on.id },
    ...(format !== undefined && { LogFormat: format }),
    ...(traffic !== undefined && { TrafficType: traffic }),
    ...(interval !== undefined && { MaxAggregationInterval: interval }),
    ...(bucket !== undefined && {
      LogDestinationType: destinationType ?? 's3',
      LogDestination: { 'Fn::GetAtt': [bucket, 'Arn'] },
    }),
    ...(logGroup !== undefined && {
      LogDestinationType: 'cloud-watch-logs',
      LogDestination: { 'Fn::GetAtt': [logGroup, 'Arn'] },
      DeliverLogsPermissionArn: ROLE,
    }),
    ...(hasRole && { DeliverLogsPermissionArn: ROLE }),
    ...(fileFormat !== undefined && {
      DestinationOptions: { FileFormat: fileFormat, HiveCompatiblePartitions: true, PerHourPartition: true },
    }),
  };
}

function bucketResources(bucket: CorpusBucket): [string, object][] {
  const { id, name, expirationDays, archiveAfterDays, customerManagedKey, deliveryService } = bucket;
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
    [
      id,
      {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: name,
          ...(hasRule && { LifecycleConfiguration: { Rules: [rule] } }),
          ...(customerManagedKey && {
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [
                {
                  ServerSideEncryptionByDefault: {
                    SSEAlgorithm: 'aws:kms',
                    KMSMasterKeyID:
                      'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555',
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
            { 'Fn::Sub': `\${${id}.Arn}` },
            { 'Fn::Sub': `\${${id}.Arn}/*` },
            deliveryService,
          ),
        },
      },
    ],
  ];
}
