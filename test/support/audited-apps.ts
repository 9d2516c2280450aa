import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFormat } from '../../aws/format';
import { readArtifact } from '../../standard/adapters/read-artifact';
import type { ResourceModel } from '../../standard/facts';

type Resources = Readonly<Record<string, object>>;

const ACCOUNT = { Ref: 'AWS::AccountId' };
const ofAccount = (operator: object = {}) => ({
  StringEquals: { 'aws:SourceAccount': ACCOUNT, ...operator },
});

/** A VPC with two subnets. */
export const VPC: Resources = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  ...subnet('SubnetA', '10.0.0.0/24'),
  ...subnet('SubnetB', '10.0.1.0/24'),
};

/** A flow log that delivers to S3, and its bucket with a lifecycle rule. Without days, the objects never expire. */
export function toS3(name: string, days: number | undefined, properties: object = {}): Resources {
  const bucket = `${name}Bucket`;
  const arn = { 'Fn::GetAtt': [bucket, 'Arn'] };
  return {
    [bucket]: {
      Type: 'AWS::S3::Bucket',
      Properties:
        days === undefined
          ? {}
          : { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: days }] } },
    },
    [`${bucket}Policy`]: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: bucket },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            delivery('s3:PutObject', { 'Fn::Join': ['', [arn, '/AWSLogs/', ACCOUNT, '/*']] }, true),
            delivery(['s3:GetBucketAcl', 's3:ListBucket'], arn, false),
          ],
        },
      },
    },
    [name]: flowLog({ LogDestinationType: 's3', LogDestination: arn, ...properties }, `${bucket}Policy`),
  };
}

/** A flow log that delivers to S3, whose objects move to Glacier Deep Archive after some days. */
export function toArchive(name: string, days: number, transitionDays: number): Resources {
  const resources = toS3(name, days);
  const rule = {
    Status: 'Enabled',
    ExpirationInDays: days,
    Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: transitionDays }],
  };
  return {
    ...resources,
    [`${name}Bucket`]: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: { Rules: [rule] } } },
  };
}

/** A flow log that delivers to CloudWatch Logs, with its log group and role. */
export function toLogGroup(name: string, days: number | undefined, properties: object = {}): Resources {
  const [group, role] = [`${name}Group`, `${name}Role`];
  const actions = ['CreateLogStream', 'PutLogEvents', 'DescribeLogGroups', 'DescribeLogStreams'];
  return {
    [group]: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: `/vpc/${name}`, ...(days !== undefined && { RetentionInDays: days }) },
    },
    [role]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'deliver',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: actions.map((each) => `logs:${each}`), Resource: '*' }],
            },
          },
        ],
      },
    },
    [name]: flowLog({
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: { Ref: group },
      DeliverLogsPermissionArn: { 'Fn::GetAtt': [role, 'Arn'] },
      ...properties,
    }),
  };
}

/** Properties of a flow log whose format is the default of AWS. */
export const DEFAULT_FORMAT = { LogFormat: undefined };

/** Properties of a flow log on a subnet. */
export function onSubnet(name: string): object {
  return { ResourceType: 'Subnet', ResourceId: { Ref: name } };
}

/** A virtual network of Azure. */
export function vnet(name: string, subnets: readonly string[] = []): object {
  return {
    ...resource('virtualNetworks', name),
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: subnets.map((subnet, index) => ({
        name: subnet,
        properties: { addressPrefix: `10.0.${index}.0/24` },
      })),
    },
  };
}

/** A network security group of Azure. */
export function securityGroup(name: string): object {
  return { ...resource('networkSecurityGroups', name), properties: { securityRules: [] } };
}

/** A flow log of Azure, with Traffic Analytics. A retention of 0 days is endless. */
export function azureFlowLog(
  kind: 'virtualNetworks' | 'virtualNetworks/subnets' | 'networkSecurityGroups',
  target: string,
  days: number,
  properties: object = {},
): object {
  return {
    ...resource('networkWatchers/flowLogs', `NetworkWatcher_westeurope/fl-${target.replace('/', '-')}`),
    properties: {
      targetResourceId: `[resourceId('Microsoft.Network/${kind}', '${target.split('/').join("', '")}')]`,
      storageId: "[resourceId('Microsoft.Storage/storageAccounts', 'stflowlogsweu')]",
      enabled: true,
      retentionPolicy: { days, enabled: true },
      format: { type: 'JSON', version: 2 },
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          workspaceResourceId:
            "[resourceId('rg-monitor', 'Microsoft.OperationalInsights/workspaces', 'log-network')]",
          workspaceRegion: 'westeurope',
          trafficAnalyticsInterval: 10,
        },
      },
      ...properties,
    },
  };
}

/** Reads a template of CloudFormation. */
export function awsApp(...parts: readonly Resources[]): ResourceModel {
  return modelOf({ AWSTemplateFormatVersion: '2010-09-09', Resources: Object.assign({}, ...parts) });
}

/** Reads a template of Azure Resource Manager. */
export function azureApp(...resources: readonly object[]): ResourceModel {
  return modelOf({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [...resources, STORAGE_ACCOUNT],
  });
}

const STORAGE_ACCOUNT = {
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2023-05-01',
  name: 'stflowlogsweu',
  location: 'westeurope',
  sku: { name: 'Standard_ZRS' },
  kind: 'StorageV2',
  properties: { minimumTlsVersion: 'TLS1_2', allowBlobPublicAccess: false },
};

function modelOf(template: object): ResourceModel {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-audited-'));
  try {
    const path = join(directory, 'app.template.json');
    writeFileSync(path, JSON.stringify(template));
    return readArtifact(path, directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function subnet(name: string, cidr: string): Resources {
  return {
    [name]: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: cidr } },
  };
}

function flowLog(properties: object, dependsOn?: string): object {
  return {
    Type: 'AWS::EC2::FlowLog',
    ...(dependsOn !== undefined && { DependsOn: dependsOn }),
    Properties: {
      ResourceType: 'VPC',
      ResourceId: { Ref: 'Vpc' },
      TrafficType: 'ALL',
      LogFormat: LogFormat.RECOMMENDED.toString(),
      MaxAggregationInterval: 60,
      ...properties,
    },
  };
}

function delivery(action: unknown, resource: unknown, isWrite: boolean): object {
  return {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: action,
    Resource: resource,
    Condition: ofAccount(isWrite ? { 's3:x-amz-acl': 'bucket-owner-full-control' } : {}),
  };
}

function resource(type: string, name: string): object {
  return { type: `Microsoft.Network/${type}`, apiVersion: '2024-05-01', name, location: 'westeurope' };
}
