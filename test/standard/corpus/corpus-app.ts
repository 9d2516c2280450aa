import { LogFormat } from '../../../aws/format';

/** An app that does not depend on an engine. Each engine writes it in its own syntax, with the same ids. */
export interface CorpusApp {
  readonly vpcs?: readonly string[];
  readonly subnets?: readonly { readonly id: string; readonly vpc: string }[];
  readonly transitGateways?: readonly string[];
  readonly buckets?: readonly CorpusBucket[];
  readonly logGroups?: readonly CorpusLogGroup[];
  readonly flowLogs?: readonly CorpusFlowLog[];
  readonly virtualNetworks?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly storageAccounts?: readonly CorpusStorageAccount[];
  readonly azureFlowLogs?: readonly CorpusAzureFlowLog[];
}

export interface CorpusBucket {
  readonly id: string;
  readonly name: string;
  /** Days until objects expire. @default - never */
  readonly expirationDays?: number;
  /** Days until objects move to an archive. @default - never */
  readonly archiveAfterDays?: number;
  /** Whether the bucket is encrypted with a customer managed key. @default false */
  readonly customerManagedKey?: boolean;
  /** Whether it is encrypted with the key that AWS manages. @default false */
  readonly awsManagedKey?: boolean;
  /** Whether the policy of its key allows the log delivery service. @default true */
  readonly keyAllowsDelivery?: boolean;
  /** Service principal with write access. @default - the log delivery service */
  readonly deliveryService?: string;
  /** Keys with write access. @default - all */
  readonly deliveryKeys?: string;
  /** Account with write access. @default - any */
  readonly deliveryAccount?: string;
  /** Conditions under which the policy denies writing. @default - none */
  readonly denial?: object;
}

export interface CorpusLogGroup {
  readonly id: string;
  /** @default - the id in Terraform, a generated name in CloudFormation */
  readonly name?: string;
  readonly retentionDays?: number;
  /** Whether it is encrypted with a customer managed key. @default false */
  readonly customerManagedKey?: boolean;
  /** Whether the policy of its key allows CloudWatch Logs. @default true */
  readonly keyAllowsLogs?: boolean;
}

/** The role with which a flow log writes to a log group. */
export interface CorpusRole {
  /** Service that can assume it. @default - flow logs */
  readonly service?: string;
  /** Whether it has a policy that allows writing. @default true */
  readonly canWrite?: boolean;
}

export interface CorpusStorageAccount {
  readonly id: string;
  readonly name: string;
  /** Days after which a lifecycle rule of the account deletes blobs. @default - no lifecycle rule */
  readonly lifecycleDays?: number;
}

export interface CorpusFlowLog {
  readonly id: string;
  /** Id of an existing resource as the target. @default - the network of `on` */
  readonly targetId?: string;
  /** @default - the type of the destination */
  readonly destinationType?: string;
  /** Whether a delivery role is set. @default - for log groups */
  readonly hasRole?: boolean;
  readonly on: { readonly kind: 'VPC' | 'Subnet' | 'TransitGateway'; readonly id: string };
  /** @default - the default format of AWS */
  readonly format?: string;
  readonly traffic?: string;
  readonly interval?: number;
  readonly bucket?: string;
  /** ARN of a bucket outside the app. */
  readonly bucketArn?: string;
  readonly logGroup?: string;
  readonly fileFormat?: string;
  /** Folder of the bucket. @default - the root */
  readonly folder?: string;
  /** The role for a log group. */
  readonly role?: CorpusRole;
}

export interface CorpusAzureFlowLog {
  readonly id: string;
  readonly virtualNetwork?: string;
  readonly securityGroup?: string;
  readonly storageAccount: string;
  /** Resource id of a storage account outside the app, in place of `storageAccount`. */
  readonly storageAccountId?: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly retentionDays: number;
  /** Processing interval of Traffic Analytics in minutes. @default - Traffic Analytics is disabled */
  readonly analyticsMinutes?: number;
  /** Text of the filter. The engines of azurerm declare it with azapi. @default - no filter */
  readonly filter?: string;
}

/** Account and region of the apps. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

const FORMAT = LogFormat.RECOMMENDED.toString();

/** A VPC with a flow log to a bucket. The app complies with the standard of the corpus. */
export const CLEAN_AWS: CorpusApp = {
  vpcs: ['Vpc'],
  subnets: [
    { id: 'SubnetA', vpc: 'Vpc' },
    { id: 'SubnetB', vpc: 'Vpc' },
  ],
  buckets: [{ id: 'Logs', name: 'central-flow-logs', expirationDays: 400, customerManagedKey: true }],
  flowLogs: [
    {
      id: 'FlowLog',
      on: { kind: 'VPC', id: 'Vpc' },
      format: FORMAT,
      traffic: 'ALL',
      interval: 60,
      bucket: 'Logs',
      fileFormat: 'parquet',
    },
  ],
};

/** A virtual network with a flow log to a storage account. The app complies with the standard of the corpus. */
export const CLEAN_AZURE: CorpusApp = {
  virtualNetworks: ['Hub'],
  storageAccounts: [{ id: 'Logs', name: 'centralflowlogs' }],
  azureFlowLogs: [
    {
      id: 'FlowLog',
      virtualNetwork: 'Hub',
      storageAccount: 'Logs',
      enabled: true,
      version: 2,
      retentionDays: 180,
      analyticsMinutes: 10,
    },
  ],
};

/** The standard of the corpus as a file in YAML. */
export const CORPUS_STANDARD = `version: 1
name: corpus
aws:
  format:
    required: [version, account-id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, end, action]
    default: deny
  traffic: ALL
  maxAggregationSeconds: 60
  destinations:
    - { type: s3, name: central-*, fileFormat: parquet }
  retention: { minDays: 365, hotDays: 90, allowInfinite: warn }
  customerManagedKey: true
azure:
  target: [vnet]
  trafficAnalytics: { required: true, intervalMinutes: 10 }
  storageAccounts: [central*]
  retention: { minDays: 90, allowInfinite: warn }
consumer: { schema: ocsf }
`;
