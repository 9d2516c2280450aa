import { TgwField, VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import {
  ACCOUNT,
  CLEAN_AWS,
  CLEAN_AZURE,
  type CorpusApp,
  type CorpusAzureFlowLog,
  type CorpusBucket,
  type CorpusFlowLog,
  type CorpusLogGroup,
  type CorpusRole,
} from './corpus-app';

/** A violation in an app that otherwise complies with the standard of the corpus. */
export interface Plant {
  /** Rule that must report the violation. */
  readonly rule: string;
  readonly title: string;
  /** The app without the violation. */
  readonly clean: CorpusApp;
  /** The app with the violation. */
  readonly planted: CorpusApp;
  /** Id of the resource that the rule must report. */
  readonly subject: string;
  /** Other rules that report the same violation. */
  readonly also?: readonly string[];
  /** Key of additional requirements in `STANDARD_LINES`. */
  readonly standard?: string;
  /** Names of engines whose artifacts do not contain a required value. The rule is undecided on both apps there. */
  readonly hiddenIn?: readonly string[];
  /** Whether the violation is the change from the clean to the planted app. */
  readonly isChange?: boolean;
  /** Names of the engines that can express it. @default - all engines of the cloud */
  readonly engines?: readonly string[];
}

/** Engines whose artifacts do not contain the text after a reference to a new bucket. */
const NEW_BUCKETS = ['Terraform plan', 'Pulumi preview', 'Pulumi policy pack'];

/** Engines whose artifacts do not contain the account of the app. */
const WITHOUT_ACCOUNT = ['template in JSON', 'template in YAML', 'nested stacks', 'Pulumi policy pack'];

/** An app whose flow log delivers to a log group, and a standard that allows it. */
const LOG_GROUPS: More = { clean: { ...CLEAN_AWS, ...toLogGroup() }, standard: 'groups' };

/** Engines whose writers declare filters: in the form of the Azure REST API, or with azapi. */
const REST_ENGINES = ['ARM template', 'what-if'];
const FILTER_ENGINES = [...REST_ENGINES, 'CDKTF', 'Terraform in JSON'];

const REQUIRED = LogFormat.RECOMMENDED.names;

const CLOUDFORMATION = ['template in JSON', 'template in YAML', 'CDK'];
/** A deployment of an ARM template does not delete resources that the template no longer contains. */
const DELETES_ACCOUNTS = ['CDKTF', 'Terraform in JSON', 'Terraform plan', 'Pulumi preview'];

const TO_LOG_GROUP: CorpusApp = {
  ...CLEAN_AWS,
  buckets: [],
  logGroups: [{ id: 'Group', retentionDays: 400, name: 'flow-logs' }],
  flowLogs: CLEAN_AWS.flowLogs?.map((each) => ({
    ...each,
    bucket: undefined,
    fileFormat: undefined,
    logGroup: 'Group',
  })),
};

/** A violation of every rule for AWS. */
export const AWS_PLANTS: readonly Plant[] = [
  plant('FLS101', 'a VPC has no flow log', 'Vpc', { flowLogs: [], buckets: [] }),
  plant(
    'FLS102',
    'only one of two subnets has a flow log',
    'Vpc',
    { flowLogs: [{ ...flowLog(), on: { kind: 'Subnet', id: 'SubnetA' } }] },
    {
      also: ['FLS101'],
      clean: {
        ...CLEAN_AWS,
        flowLogs: ['SubnetA', 'SubnetB'].map((id) => ({
          ...flowLog(),
          id: `Of${id}`,
          on: { kind: 'Subnet', id },
        })),
      },
    },
  ),
  plant('FLS103', 'a VPC has two flow logs with the same destination', 'Second', {
    flowLogs: [flowLog(), { ...flowLog(), id: 'Second' }],
  }),
  plant('FLS201', 'the format lacks a required field', 'FlowLog', withFlowLog({ format: without('action') })),
  plant(
    'FLS202',
    'the format contains an unknown field',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${vpcid}` }),
  ),
  plant(
    'FLS203',
    'the format contains a field twice',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${srcaddr}` }),
  ),
  plant('FLS203', 'the format contains no fields', 'FlowLog', withFlowLog({ format: 'hello' }), {
    also: ['FLS201'],
  }),
  plant(
    'FLS204',
    'the fields are not in the required order',
    'FlowLog',
    withFlowLog({ format: swapped('srcaddr', 'dstaddr') }),
    {
      standard: 'order',
    },
  ),
  plant('FLS205', 'the flow log has no custom format', 'FlowLog', withFlowLog({ format: undefined })),
  plant(
    'FLS206',
    'the format contains a field that the standard does not allow',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${encryption-status}` }),
    {
      standard: 'extra',
    },
  ),
  plant(
    'FLS207',
    'a VPC flow log requests transit gateway fields',
    'FlowLog',
    withFlowLog({ format: LogFormat.of(...TgwField.all()).toString() }),
    { also: ['FLS201'] },
  ),
  plant('FLS209', 'the file format is plain text', 'FlowLog', withFlowLog({ fileFormat: 'plain-text' })),
  plant(
    'FLS210',
    'a template string interpolated the placeholders',
    'FlowLog',
    withFlowLog({ format: 'undefined undefined undefined' }),
    {
      also: ['FLS201'],
    },
  ),
  plant(
    'FLS301',
    'the flow log records only rejected traffic',
    'FlowLog',
    withFlowLog({ traffic: 'REJECT' }),
  ),
  plant('FLS302', 'the aggregation interval is 10 minutes', 'FlowLog', withFlowLog({ interval: 600 })),
  plant('FLS303', 'the traffic type is lowercase', 'FlowLog', withFlowLog({ traffic: 'all' }), {
    also: ['FLS301'],
  }),
  plant('FLS304', 'the target of kind VPC is a subnet', 'FlowLog', withFlowLog({ targetId: 'subnet-0abc' }), {
    also: ['FLS101'],
  }),
  plant(
    'FLS305',
    'the destination in CloudWatch Logs is a bucket',
    'FlowLog',
    withFlowLog({ destinationType: 'cloud-watch-logs', fileFormat: undefined, hasRole: true }),
    // the role is not in the app
    { also: ['FLS002', 'FLS404'] },
  ),
  plant('FLS306', 'a delivery role is set for S3', 'FlowLog', withFlowLog({ hasRole: true })),
  plant('FLS401', 'objects expire after 30 days', 'FlowLog', withBucket({ expirationDays: 30 }), {
    also: ['FLS403'],
  }),
  plant('FLS402', 'objects never expire', 'FlowLog', withBucket({ expirationDays: undefined })),
  plant(
    'FLS403',
    'objects move to an archive after 30 days',
    'FlowLog',
    withBucket({ archiveAfterDays: 30 }),
  ),
  plant(
    'FLS404',
    'the destination is CloudWatch Logs',
    'FlowLog',
    {
      buckets: [],
      logGroups: [{ id: 'Group', retentionDays: 400 }],
      flowLogs: [{ ...flowLog(), bucket: undefined, fileFormat: undefined, logGroup: 'Group' }],
    },
    { also: ['FLS406'] },
  ),
  plant('FLS405', 'the destination is the bucket of a team', 'FlowLog', withBucket({ name: 'team-logs' })),
  plant(
    'FLS406',
    'the bucket has no customer managed key',
    'FlowLog',
    withBucket({ customerManagedKey: false }),
  ),
  plant(
    'FLS407',
    'the bucket policy allows only CloudTrail',
    'FlowLog',
    withBucket({ deliveryService: 'cloudtrail.amazonaws.com' }),
  ),
  plant(
    'FLS407',
    'the key policy allows only the account',
    'FlowLog',
    withBucket({ keyAllowsDelivery: false }),
  ),
  plant(
    'FLS407',
    'the key is managed by AWS',
    'FlowLog',
    withBucket({ customerManagedKey: false, awsManagedKey: true }),
    { also: ['FLS406'] },
  ),
  plant(
    'FLS407',
    'the bucket policy allows another folder',
    'FlowLog',
    { ...withBucket({ deliveryKeys: 'AWSLogs/*' }), ...withFlowLog({ folder: 'net/' }) },
    {
      clean: {
        ...CLEAN_AWS,
        ...withBucket({ deliveryKeys: 'net/AWSLogs/*' }),
        ...withFlowLog({ folder: 'net/' }),
      },
      hiddenIn: NEW_BUCKETS,
    },
  ),
  plant(
    'FLS407',
    'the bucket policy allows the keys of another layout',
    'FlowLog',
    withBucket({ deliveryKeys: 'AWSLogs/111122223333/*' }),
    {
      clean: { ...CLEAN_AWS, ...withBucket({ deliveryKeys: 'AWSLogs/aws-account-id=*' }) },
      hiddenIn: NEW_BUCKETS,
    },
  ),
  plant(
    'FLS407',
    'the bucket policy allows another account',
    'FlowLog',
    withBucket({ deliveryAccount: '210987654321' }),
    { clean: { ...CLEAN_AWS, ...withBucket({ deliveryAccount: ACCOUNT }) }, hiddenIn: WITHOUT_ACCOUNT },
  ),
  ...['aws:PrincipalOrgID', 'aws:SourceVpce', 's3:x-amz-server-side-encryption'].map((key) =>
    plant(
      'FLS407',
      `the bucket policy denies requests without ${key}`,
      'FlowLog',
      withBucket({ denial: { StringNotEquals: { [key]: 'x' } } }),
      { clean: { ...CLEAN_AWS, ...withBucket({ denial: { Bool: { 'aws:SecureTransport': 'false' } } }) } },
    ),
  ),
  plant(
    'FLS407',
    'another service can assume the role',
    'FlowLog',
    toLogGroup({ service: 'ec2.amazonaws.com' }),
    LOG_GROUPS,
  ),
  plant('FLS407', 'the role has no policy', 'FlowLog', toLogGroup({ canWrite: false }), LOG_GROUPS),
  plant(
    'FLS407',
    'the key policy of the log group allows only the account',
    'FlowLog',
    toLogGroup({}, { keyAllowsLogs: false }),
    LOG_GROUPS,
  ),
  plant(
    'FLS501',
    'a field is added to the format',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${encryption-status}` }),
    {
      isChange: true,
    },
  ),
  plant('FLS502', 'the flow log is deleted', 'Vpc', { flowLogs: [] }, { isChange: true, also: ['FLS101'] }),
  plant(
    'FLS503',
    'a field is removed from the format',
    'FlowLog',
    withFlowLog({ format: without('tcp-flags') }),
    {
      isChange: true,
      also: ['FLS501'],
    },
  ),
  plant(
    'FLS504',
    'the fields are reordered',
    'FlowLog',
    withFlowLog({ format: swapped('srcaddr', 'dstaddr') }),
    {
      isChange: true,
      also: ['FLS501'],
    },
  ),
  plant('FLS505', 'the retention of objects is shortened', 'FlowLog', withBucket({ expirationDays: 370 }), {
    isChange: true,
  }),
  plant('FLS506', 'the traffic type is narrowed', 'FlowLog', withFlowLog({ traffic: 'REJECT' }), {
    isChange: true,
    also: ['FLS501', 'FLS301'],
  }),
  plant(
    'FLS504',
    'a field is inserted before others',
    'FlowLog',
    withFlowLog({ format: `\${encryption-status} ${LogFormat.RECOMMENDED}` }),
    { isChange: true, also: ['FLS501'] },
  ),
  plant(
    'FLS507',
    'the log group of the records gets another name',
    'Group',
    { ...TO_LOG_GROUP, logGroups: [{ id: 'Group', retentionDays: 400, name: 'new-flow-logs' }] },
    {
      clean: TO_LOG_GROUP,
      standard: 'logGroups',
      isChange: true,
      also: ['FLS501'],
    },
  ),
  plant(
    'FLS508',
    'the flow log moves to another bucket',
    'FlowLog',
    {
      buckets: [ownBucket(), { ...ownBucket(), id: 'Other', name: 'central-other' }],
      flowLogs: [{ ...flowLog(), bucket: 'Other' }],
    },
    {
      clean: { ...CLEAN_AWS, buckets: [ownBucket(), { ...ownBucket(), id: 'Other', name: 'central-other' }] },
      isChange: true,
      also: ['FLS501'],
    },
  ),
  plant(
    'FLS509',
    'only the logical id changes',
    'Renamed',
    { flowLogs: [{ ...flowLog(), id: 'Renamed' }] },
    { isChange: true, also: ['FLS501'], engines: CLOUDFORMATION },
  ),
  plant(
    'FLS601',
    'OCSF records have no direction',
    'FlowLog',
    withFlowLog({ format: without('flow-direction') }),
    {
      standard: 'lossless',
    },
  ),
];

/** A violation of every rule for Azure. */
export const AZURE_PLANTS: readonly Plant[] = [
  azurePlant('FLS101', 'a virtual network has no flow log', 'Hub', { azureFlowLogs: [] }),
  azurePlant('FLS104', 'a flow log is disabled', 'FlowLog', withAzureFlowLog({ enabled: false }), {
    also: ['FLS101'],
  }),
  azurePlant('FLS105', 'a flow log targets a network security group', 'Old', {
    securityGroups: ['Group'],
    azureFlowLogs: [
      azureFlowLog(),
      { ...azureFlowLog(), id: 'Old', virtualNetwork: undefined, securityGroup: 'Group' },
    ],
  }),
  azurePlant('FLS208', 'the record version is 1', 'FlowLog', withAzureFlowLog({ version: 1 })),
  azurePlant(
    'FLS303',
    'the Traffic Analytics interval is 30 minutes',
    'FlowLog',
    withAzureFlowLog({ analyticsMinutes: 30 }),
    {
      also: ['FLS408'],
    },
  ),
  azurePlant('FLS303', 'the retention is 500 days', 'FlowLog', withAzureFlowLog({ retentionDays: 500 })),
  azurePlant(
    'FLS307',
    'a virtual network has two flow logs',
    'Second',
    { azureFlowLogs: [azureFlowLog(), { ...azureFlowLog(), id: 'Second' }] },
    { also: ['FLS103'] },
  ),
  azurePlant('FLS308', 'the flow log has a filter', 'FlowLog', withAzureFlowLog({ filter: 'DstPort=443' }), {
    engines: FILTER_ENGINES,
  }),
  azurePlant(
    'FLS309',
    'the filter has an unknown field',
    'FlowLog',
    withAzureFlowLog({ filter: 'Port=443' }),
    { engines: FILTER_ENGINES, also: ['FLS308'] },
  ),
  azurePlant('FLS506', 'the flow log gets a filter', 'FlowLog', withAzureFlowLog({ filter: 'DstPort=443' }), {
    isChange: true,
    engines: REST_ENGINES,
    also: ['FLS308'],
  }),
  azurePlant('FLS401', 'blobs are deleted after 30 days', 'FlowLog', withAzureFlowLog({ retentionDays: 30 })),
  azurePlant('FLS402', 'blobs are never deleted', 'FlowLog', withAzureFlowLog({ retentionDays: 0 })),
  azurePlant('FLS405', 'the destination is the storage account of a team', 'FlowLog', {
    storageAccounts: [{ id: 'Logs', name: 'teamlogs' }],
  }),
  azurePlant(
    'FLS408',
    'the flow log has no Traffic Analytics',
    'FlowLog',
    withAzureFlowLog({ analyticsMinutes: undefined }),
  ),
  azurePlant('FLS409', 'the account of a flow log with a retention has a lifecycle rule', 'FlowLog', {
    storageAccounts: [{ id: 'Logs', name: 'centralflowlogs', lifecycleDays: 180 }],
  }),
  azurePlant(
    'FLS510',
    'the settings of Traffic Analytics are removed',
    'FlowLog',
    withAzureFlowLog({ analyticsMinutes: undefined }),
    { isChange: true, also: ['FLS408'] },
  ),
  azurePlant(
    'FLS507',
    'the storage account gets another name',
    'Logs',
    { storageAccounts: [{ id: 'Logs', name: 'centralflowlogs2' }] },
    { isChange: true, engines: DELETES_ACCOUNTS },
  ),
  azurePlant(
    'FLS502',
    'the flow log is deleted',
    'Hub',
    { azureFlowLogs: [] },
    { isChange: true, also: ['FLS101'] },
  ),
  azurePlant(
    'FLS505',
    'the retention of blobs is shortened',
    'FlowLog',
    withAzureFlowLog({ retentionDays: 100 }),
    {
      isChange: true,
    },
  ),
];

/** Returns rows for `test.each`: rule, title, a unique number for directories, and the planted violation. */
export function casesOf(plants: readonly Plant[], engine: string): [string, string, number, Plant][] {
  const own = plants.filter(({ engines }) => engines === undefined || engines.includes(engine));
  return own.map((plant, index) => [plant.rule, plant.title, index, plant]);
}

/** Additional requirements of the standard by key. */
export const STANDARD_LINES: Readonly<Record<string, object>> = {
  order: { aws: { format: { required: REQUIRED, order: 'exact' } } },
  extra: { aws: { format: { required: REQUIRED, extra: 'deny' } } },
  logGroups: { aws: { destinations: [{ type: 'cloud-watch-logs' }], customerManagedKey: false } },
  groups: { aws: { destinations: [{ type: 'cloud-watch-logs' }] } },
  lossless: { consumer: { requireLossless: 'warning' } },
};

type More = Partial<Pick<Plant, 'also' | 'clean' | 'standard' | 'isChange' | 'engines' | 'hiddenIn'>>;

function plant(rule: string, title: string, subject: string, change: CorpusApp, more: More = {}): Plant {
  const { clean = CLEAN_AWS } = more;
  return { rule, title, subject, ...more, clean, planted: { ...clean, ...change } };
}

function azurePlant(rule: string, title: string, subject: string, change: CorpusApp, more: More = {}): Plant {
  return plant(rule, title, subject, change, { ...more, clean: CLEAN_AZURE });
}

function flowLog(): CorpusFlowLog {
  return CLEAN_AWS.flowLogs?.[0] as CorpusFlowLog;
}

function azureFlowLog(): CorpusAzureFlowLog {
  return CLEAN_AZURE.azureFlowLogs?.[0] as CorpusAzureFlowLog;
}

function withFlowLog(change: Partial<CorpusFlowLog>): CorpusApp {
  return { flowLogs: [{ ...flowLog(), ...change }] };
}

function ownBucket(): CorpusBucket {
  return CLEAN_AWS.buckets?.[0] as CorpusBucket;
}

function toLogGroup(role: CorpusRole = {}, change: Partial<CorpusLogGroup> = {}): CorpusApp {
  return {
    buckets: [],
    logGroups: [{ id: 'Group', retentionDays: 400, customerManagedKey: true, ...change }],
    flowLogs: [{ ...flowLog(), bucket: undefined, fileFormat: undefined, logGroup: 'Group', role }],
  };
}

function withBucket(change: Partial<CorpusBucket>): CorpusApp {
  return { buckets: [{ ...ownBucket(), ...change }] };
}

function withAzureFlowLog(change: Partial<CorpusAzureFlowLog>): CorpusApp {
  return { azureFlowLogs: [{ ...azureFlowLog(), ...change }] };
}

function without(name: string): string {
  return LogFormat.of(...LogFormat.RECOMMENDED.fields.filter((field) => field.name !== name)).toString();
}

function swapped(one: string, other: string): string {
  const names = LogFormat.RECOMMENDED.names.map((name) =>
    name === one ? other : name === other ? one : name,
  );
  return names.map((name) => VpcField.all().find((field) => field.name === name)).join(' ');
}
