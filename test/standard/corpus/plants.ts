import { TgwField, VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import {
  CLEAN_AWS,
  CLEAN_AZURE,
  type CorpusApp,
  type CorpusAzureFlowLog,
  type CorpusBucket,
  type CorpusFlowLog,
} from './corpus-app';

/** A violation that was planted into a clean app. */
export interface Plant {
  /** The rule that must find it. */
  readonly rule: string;
  readonly title: string;
  /** The clean twin. */
  readonly clean: CorpusApp;
  readonly planted: CorpusApp;
  /** Id of the resource in which it must be found. */
  readonly subject: string;
  /** Other rules that the same violation breaks. */
  readonly also?: readonly string[];
  /** More lines of the standard. */
  readonly standard?: string;
  /** Whether the clean twin is what was there before: a change is planted. */
  readonly isChange?: boolean;
}

const REQUIRED = LogFormat.RECOMMENDED.names;

/** A plant in every rule that looks at an app of AWS. */
export const AWS_PLANTS: readonly Plant[] = [
  plant('FLS101', 'a VPC has no flow log', 'Vpc', { flowLogs: [], buckets: [] }),
  plant(
    'FLS102',
    'one of two subnets is logged',
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
  plant('FLS103', 'a VPC is logged twice into one bucket', 'Second', {
    flowLogs: [flowLog(), { ...flowLog(), id: 'Second' }],
  }),
  plant('FLS201', 'a required field is missing', 'FlowLog', withFlowLog({ format: without('action') })),
  plant(
    'FLS202',
    'a field does not exist',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${vpcid}` }),
  ),
  plant(
    'FLS203',
    'a field stands twice',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${srcaddr}` }),
  ),
  plant('FLS203', 'a format has no fields', 'FlowLog', withFlowLog({ format: 'hello' }), {
    also: ['FLS201'],
  }),
  plant(
    'FLS204',
    'fields are in another order',
    'FlowLog',
    withFlowLog({ format: swapped('srcaddr', 'dstaddr') }),
    {
      standard: 'order',
    },
  ),
  plant('FLS205', 'no format is given', 'FlowLog', withFlowLog({ format: undefined })),
  plant(
    'FLS206',
    'a field is more than was asked for',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${encryption-status}` }),
    {
      standard: 'extra',
    },
  ),
  plant(
    'FLS207',
    'a VPC is asked for what only transit gateways have',
    'FlowLog',
    withFlowLog({ format: LogFormat.of(...TgwField.all()).toString() }),
    { also: ['FLS201'] },
  ),
  plant('FLS209', 'files are text', 'FlowLog', withFlowLog({ fileFormat: 'plain-text' })),
  plant(
    'FLS210',
    'a template string has interpolated the placeholders',
    'FlowLog',
    withFlowLog({ format: 'undefined undefined undefined' }),
    {
      also: ['FLS201'],
    },
  ),
  plant('FLS301', 'only what is rejected is logged', 'FlowLog', withFlowLog({ traffic: 'REJECT' })),
  plant('FLS302', 'a record sums up ten minutes', 'FlowLog', withFlowLog({ interval: 600 })),
  plant('FLS303', 'traffic is in small letters', 'FlowLog', withFlowLog({ traffic: 'all' }), {
    also: ['FLS301'],
  }),
  plant('FLS401', 'objects expire after a month', 'FlowLog', withBucket({ expirationDays: 30 }), {
    also: ['FLS403'],
  }),
  plant('FLS402', 'objects stay for ever', 'FlowLog', withBucket({ expirationDays: undefined })),
  plant('FLS403', 'objects go to an archive after a month', 'FlowLog', withBucket({ archiveAfterDays: 30 })),
  plant(
    'FLS404',
    'logs go to CloudWatch',
    'FlowLog',
    {
      buckets: [],
      logGroups: [{ id: 'Group', retentionDays: 400 }],
      flowLogs: [{ ...flowLog(), bucket: undefined, fileFormat: undefined, logGroup: 'Group' }],
    },
    { also: ['FLS406'] },
  ),
  plant('FLS405', "logs go to a team's own bucket", 'FlowLog', withBucket({ name: 'team-logs' })),
  plant('FLS406', "no key of the customer's", 'FlowLog', withBucket({ customerManagedKey: false })),
  plant(
    'FLS407',
    'the bucket lets only CloudTrail in',
    'FlowLog',
    withBucket({ lets: 'cloudtrail.amazonaws.com' }),
  ),
  plant(
    'FLS501',
    'the format grows',
    'FlowLog',
    withFlowLog({ format: `${LogFormat.RECOMMENDED} \${encryption-status}` }),
    {
      isChange: true,
    },
  ),
  plant('FLS502', 'the flow log goes', 'Vpc', { flowLogs: [] }, { isChange: true, also: ['FLS101'] }),
  plant('FLS503', 'a field goes', 'FlowLog', withFlowLog({ format: without('tcp-flags') }), {
    isChange: true,
    also: ['FLS501'],
  }),
  plant('FLS504', 'fields change places', 'FlowLog', withFlowLog({ format: swapped('srcaddr', 'dstaddr') }), {
    isChange: true,
    also: ['FLS501'],
  }),
  plant('FLS505', 'objects expire sooner', 'FlowLog', withBucket({ expirationDays: 370 }), {
    isChange: true,
  }),
  plant('FLS506', 'traffic is narrowed', 'FlowLog', withFlowLog({ traffic: 'REJECT' }), {
    isChange: true,
    also: ['FLS501', 'FLS301'],
  }),
  plant('FLS601', 'OCSF has no direction', 'FlowLog', withFlowLog({ format: without('flow-direction') }), {
    standard: 'lossless',
  }),
];

/** A plant in every rule that looks at an app of Azure. */
export const AZURE_PLANTS: readonly Plant[] = [
  azurePlant('FLS101', 'a virtual network has no flow log', 'Hub', { azureFlowLogs: [] }),
  azurePlant('FLS104', 'a flow log is switched off', 'FlowLog', withAzureFlowLog({ enabled: false }), {
    also: ['FLS101'],
  }),
  azurePlant('FLS105', 'a flow log is on a security group', 'Old', {
    securityGroups: ['Group'],
    azureFlowLogs: [
      azureFlowLog(),
      { ...azureFlowLog(), id: 'Old', virtualNetwork: undefined, securityGroup: 'Group' },
    ],
  }),
  azurePlant('FLS208', 'records are of version 1', 'FlowLog', withAzureFlowLog({ version: 1 })),
  azurePlant(
    'FLS303',
    'Traffic Analytics at half an hour',
    'FlowLog',
    withAzureFlowLog({ analyticsMinutes: 30 }),
    {
      also: ['FLS408'],
    },
  ),
  azurePlant('FLS401', 'blobs go after a month', 'FlowLog', withAzureFlowLog({ retentionDays: 30 })),
  azurePlant('FLS402', 'blobs stay for ever', 'FlowLog', withAzureFlowLog({ retentionDays: 0 })),
  azurePlant('FLS405', "a team's own account", 'FlowLog', {
    storageAccounts: [{ id: 'Logs', name: 'teamlogs' }],
  }),
  azurePlant('FLS408', 'no Traffic Analytics', 'FlowLog', withAzureFlowLog({ analyticsMinutes: undefined })),
  azurePlant(
    'FLS502',
    'the flow log goes',
    'Hub',
    { azureFlowLogs: [] },
    { isChange: true, also: ['FLS101'] },
  ),
  azurePlant('FLS505', 'blobs go sooner', 'FlowLog', withAzureFlowLog({ retentionDays: 100 }), {
    isChange: true,
  }),
];

/** What `test.each` takes: what a test is called by, a number to tell places apart, and the plant. */
export function casesOf(plants: readonly Plant[]): [string, string, number, Plant][] {
  return plants.map((plant, index) => [plant.rule, plant.title, index, plant]);
}

/** More lines of the standard, by the word that plants name them with. */
export const STANDARD_LINES: Readonly<Record<string, object>> = {
  order: { aws: { format: { required: REQUIRED, order: 'exact' } } },
  extra: { aws: { format: { required: REQUIRED, extra: 'deny' } } },
  lossless: { consumer: { requireLossless: 'warning' } },
};

type More = Partial<Pick<Plant, 'also' | 'clean' | 'standard' | 'isChange'>>;

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

function withBucket(change: Partial<CorpusBucket>): CorpusApp {
  return { buckets: [{ ...(CLEAN_AWS.buckets?.[0] as CorpusBucket), ...change }] };
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
