import { LogFormat } from '../../aws/format';
import { bucketStatements, PartitionLayout } from '../../aws/policies';
import type { DeploymentHome } from '../../aws/policies/delivery-requests';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  Cloud,
  type Destination,
  DestinationKind,
  EMPTY_MODEL,
  type Fact,
  type ImmutableProperty,
  known,
  type Network,
  NetworkKind,
  type PolicyDocument,
  type ResourceModel,
  type Value,
} from '../../standard/facts';

function fact<C extends Cloud>(cloud: C, address: string): Fact & { cloud: C } {
  return {
    cloud,
    unit: { name: '', artifact: 'template.json' },
    localName: address,
    address,
    title: address,
    type: 'thing',
    where: { artifact: 'template.json', pointer: `/Resources/${address}` },
  };
}

export function awsNetwork(address = 'Vpc', kind = NetworkKind.VPC, parent?: string): Network {
  return { ...fact(Cloud.AWS, address), kind, ...(parent !== undefined && { parent: known(parent) }) };
}

export function azureNetwork(address = 'Hub', kind = NetworkKind.VNET): Network {
  return { ...fact(Cloud.AZURE, address), kind };
}

/** The account and region of the flow log and its destination. */
export const HOME: DeploymentHome = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

/** A policy that allows the delivery of all flow logs of the account. */
export const BUCKET_POLICY: PolicyDocument = {
  title: 'the bucket policy',
  statements: bucketStatements(
    { partition: 'aws', accounts: ['111122223333'], regions: ['eu-west-1'] },
    { arn: 'arn:aws:s3:::central-logs', prefix: '', layouts: Object.values(PartitionLayout) },
  ),
};

export function destination(change: Partial<Destination> = {}): Destination {
  return {
    ...fact(Cloud.AWS, 'Bucket'),
    kind: DestinationKind.S3,
    name: known('central-logs'),
    account: known('111122223333'),
    retention: known(400),
    hotRetention: known(400),
    customerManagedKey: known(true),
    access: known({
      arn: 'arn:aws:s3:::central-logs',
      home: HOME,
      keyPrefix: '',
      policies: [BUCKET_POLICY],
      key: known(undefined),
    }),
    ...change,
  };
}

export function awsFlowLog(change: Partial<AwsFlowLog> = {}): AwsFlowLog {
  return {
    ...fact(Cloud.AWS, 'FlowLog'),
    target: known('Vpc'),
    targetKind: known('VPC'),
    account: known('111122223333'),
    format: known(LogFormat.RECOMMENDED.toString(), 'Properties.LogFormat'),
    traffic: known('ALL'),
    interval: known(60),
    destinationType: known('s3'),
    fileFormat: known('parquet'),
    hivePartitions: known(true),
    hourlyPartitions: known(true),
    deliveryRole: known(false),
    crossAccountRole: known(false),
    hasOptions: known(true),
    hasTagKeys: known(true),
    roles: { own: known(undefined), crossAccount: known(undefined) },
    home: HOME,
    destination: known(destination()),
    ...change,
  };
}

export function azureFlowLog(change: Partial<AzureFlowLog> = {}): AzureFlowLog {
  return {
    ...fact(Cloud.AZURE, 'FlowLog'),
    target: known('Hub'),
    targetKind: known('virtual network'),
    account: known('sub'),
    enabled: known(true),
    name: known('name'),
    identity: known('rg/watcher/name'),
    version: known(2),
    retentionDays: known(180),
    filter: known(undefined),
    recordTypes: known(undefined),
    identityType: known(undefined),
    analytics: known({ enabled: known(true), interval: known(10), workspace: known('ws') }),
    destination: known({
      ...destination({ kind: DestinationKind.STORAGE_ACCOUNT, name: known('centrallogs') }),
      cloud: Cloud.AZURE,
    }),
    ...change,
  };
}

/** An immutable property of a resource. */
export function immutable(
  name: string,
  value: Value<unknown>,
  text = JSON.stringify(value),
): ImmutableProperty {
  return { name, value, text, isConditional: false, isName: false, references: () => [] };
}

export function modelOf(parts: Partial<ResourceModel>): ResourceModel {
  return { ...EMPTY_MODEL, ...parts };
}
