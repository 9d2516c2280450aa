import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import {
  FileFormat,
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  LogFormat,
  PartitionLayout,
  type S3FlowLogOptions,
  VpcField,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { bucketStatements } from '../../../../../aws/policies';
import { rawSchemaName } from '../../../../../aws/raw-folder';
import { rawTable } from '../../../../../aws/raw-tables';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { DEFAULT_RAW_SCHEMA } from '../../../../support/lake-template';
import { PlainTemplate, plainStatements, sendersOf } from '../../../../support/plain-template';

const ENV = { account: ACCOUNT, region: 'us-east-1' };

interface TableInput {
  readonly Name: string;
  readonly StorageDescriptor: { readonly Location: string; readonly Columns: readonly { Name: string }[] };
  readonly Parameters: Readonly<Record<string, string>>;
}

/** The folders of the flow logs, and the raw tables over them. */
function delivered(template: PlainTemplate) {
  const bucket = template.id('AWS::S3::Bucket', 'FlowLakeRaw');
  const destinations = template
    .all('AWS::EC2::FlowLog')
    .map(([, { Properties }]) => Properties.LogDestination);
  const tables = template
    .all('AWS::Glue::Table', 'FlowLakeTablesraw')
    .map(([, { Properties }]) => Properties.TableInput as TableInput);
  return {
    folders: destinations.map((arn) => String(arn).replace(`<${bucket}.Arn>`, '')),
    tables,
    locations: tables.map(({ StorageDescriptor }) =>
      StorageDescriptor.Location.replace(`s3://<${bucket}>`, ''),
    ),
    bucket,
  };
}

const OPTIONS: readonly [S3FlowLogOptions, RegExp, object][] = [
  [{}, /^$/, {}],
  [{ perHourPartition: true }, /^vpc-text-hourly-[0-9a-f]{8}$/, { PerHourPartition: true }],
  [{ hiveCompatiblePartitions: true }, /^vpc-text-hive-[0-9a-f]{8}$/, { HiveCompatiblePartitions: true }],
  [{ fileFormat: FileFormat.PARQUET }, /^vpc-parquet-[0-9a-f]{8}$/, { FileFormat: 'parquet' }],
  [
    { fileFormat: FileFormat.PARQUET, hiveCompatiblePartitions: true, perHourPartition: true },
    /^vpc-parquet-hive-hourly-[0-9a-f]{8}$/,
    { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
  ],
];

describe.each(OPTIONS)('flow logs into a lake with %j', (options, name, chosen) => {
  const stack = newStack();
  const lake = FlowLake.ofStack(stack);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake, options) });
  const template = PlainTemplate.of(stack);
  const { folders, tables, locations, bucket } = delivered(template);
  const folder = String(folders[0]).replaceAll('/', '');

  test('have their own folder, named after the schema', () => {
    expect(folders).toEqual([folder === '' ? '' : `/${folder}/`]);
    expect(folder).toMatch(name);
    expect(template.the('AWS::EC2::FlowLog').Properties.DestinationOptions).toEqual({
      FileFormat: 'plain-text',
      HiveCompatiblePartitions: false,
      PerHourPartition: false,
      ...chosen,
    });
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('have write access to that folder only', () => {
    const keys = options.hiveCompatiblePartitions ? PartitionLayout.HIVE : PartitionLayout.PLAIN;
    const allowed = template
      .statements('AWS::S3::BucketPolicy', 'FlowLakeRaw')
      .filter(({ Effect }) => Effect === 'Allow');
    const folderOfBucket = { arn: `<${bucket}.Arn>`, prefix: folder, layouts: [keys] };
    expect(allowed).toEqual(plainStatements(...bucketStatements(sendersOf(stack), folderOfBucket, '')));
  });

  test('can be queried in a raw table over that folder, for the retention of raw objects', () => {
    expect(locations).toEqual([folder === '' ? '/AWSLogs' : `/${folder}/AWSLogs`]);
    const [table] = tables;
    const layout = folder === '' ? rawSchemaName(DEFAULT_RAW_SCHEMA) : folder;
    expect(table?.Name).toBe(`raw_${layout.replaceAll('-', '_')}`);
    const { perHourPartition: perHour = false, hiveCompatiblePartitions: hive, fileFormat } = options;
    const expected = rawTable({
      format: LogFormat.RECOMMENDED,
      fileFormat: fileFormat ?? FileFormat.TEXT,
      partitions: hive ? PartitionLayout.HIVE : PartitionLayout.PLAIN,
      perHour,
      name: String(table?.Name),
      location: folder === '' ? `s3://<${bucket}>` : `s3://<${bucket}>/${folder}`,
      accountIds: ['<AWS::AccountId>'],
      regions: ['<AWS::Region>'],
      retentionDays: 90,
    });
    expect(table?.Parameters).toEqual(expected.parameters);
    expect(table?.Parameters['projection.delivered_day.range']).toBe('NOW-90DAYS,NOW+1DAYS');
    expect(table?.StorageDescriptor.Columns.map(({ Name }) => Name)).toEqual(
      LogFormat.RECOMMENDED.names.map((field) => field.replaceAll('-', '_')),
    );
  });
});

test('one schema has one folder and one table; another format, order or kind has another one', () => {
  const stack = newStack();
  const { SRCADDR, DSTADDR } = VpcField;
  newFlowLogs(stack, {}, 'A');
  newFlowLogs(stack, { target: FlowLogTarget.networkInterface('eni-11111111111111111') }, 'B');
  newFlowLogs(stack, { format: LogFormat.of(SRCADDR, DSTADDR) }, 'C');
  newFlowLogs(stack, { format: LogFormat.of(DSTADDR, SRCADDR) }, 'D');
  newFlowLogs(stack, { target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0') }, 'E');
  const { folders, locations } = delivered(PlainTemplate.of(stack));
  expect(folders).toHaveLength(5);
  expect(folders[0]).toBe(folders[1]);
  expect(new Set(folders).size).toBe(4);
  expect(folders[4]).toMatch(/^\/tgw-text-/);
  expect(locations.sort()).toEqual([...new Set(folders)].map((folder) => `${folder || '/'}AWSLogs`).sort());
});

test.each(APP_VARIANTS)('a lake in another stack is deployed first ($title)', ({ flags, env }) => {
  const app = newApp({ flags });
  const storage = new Stack(app, 'Storage', { env });
  const lake = FlowLake.ofStack(storage);
  const network = new Stack(app, 'Network', { env });
  newFlowLogs(network, { destination: FlowLogDestination.toLake(lake) });
  const template = PlainTemplate.of(storage);
  expect(network.dependencies).toContain(storage);
  const bucket = template.id('AWS::S3::Bucket', 'FlowLakeRaw');
  expect(template.statements('AWS::S3::BucketPolicy', 'FlowLakeRaw')).toEqual(
    expect.arrayContaining(
      plainStatements(...bucketStatements(sendersOf(network), { arn: `<${bucket}.Arn>`, prefix: '' }, '')),
    ),
  );
});

test('flow logs of another region have write access and partitions of the tables', () => {
  const app = newApp();
  const storage = new Stack(app, 'Storage', { env: ENV });
  const lake = new FlowLake(storage, 'FlowLake', { rawBucketName: 'example-raw' });
  const network = new Stack(app, 'Network', { env: { ...ENV, region: 'eu-west-1' } });
  newFlowLogs(network, { destination: FlowLogDestination.toLake(lake) });
  const template = PlainTemplate.of(storage);
  const { tables } = delivered(template);
  for (const { Parameters } of tables) {
    expect(Parameters['projection.delivered_region.values']).toBe('us-east-1,eu-west-1');
  }
  const flows = template.the('AWS::Glue::Table', 'FlowLakeTablesflows').Properties.TableInput as TableInput;
  expect(flows.Parameters).toMatchObject({
    'projection.region.values': 'us-east-1,eu-west-1',
    'projection.account_id.values': ACCOUNT,
  });
  expect(PlainTemplate.of(network).the('AWS::EC2::FlowLog').Properties.LogDestination).toBe(
    'arn:aws:s3:::example-raw',
  );
});

test('a retention that is a token is part of the first day of the table', () => {
  const stack = newStack();
  const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
  const lake = new FlowLake(stack, 'FlowLake', { rawRetention: Duration.days(days) });
  newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  const [table] = delivered(PlainTemplate.of(stack)).tables;
  expect(table?.Parameters['projection.delivered_day.range']).toBe('NOW-<Days>DAYS,NOW+1DAYS');
});
