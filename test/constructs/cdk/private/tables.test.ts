import { NestedStack, Size, Stack, Stage } from 'aws-cdk-lib';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { type Column, FLOW_COLUMNS } from '../../../../flows/columns';
import { REJECT_COLUMNS } from '../../../../flows/rejects';
import { APP_VARIANTS, newApp } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { environmentOf, type PlainResource } from '../../../support/plain-template';

const PARTITION_KEYS = ['cloud', 'account_id', 'region', 'day'];
const MAX_COMMENT = 255;

interface GlueColumn {
  readonly Name: string;
  readonly Type: string;
  readonly Comment: string;
}

interface TableInput {
  readonly Name: string;
  readonly TableType: string;
  readonly PartitionKeys: readonly GlueColumn[];
  readonly Parameters: Readonly<Record<string, string>>;
  readonly StorageDescriptor: {
    readonly Columns: readonly GlueColumn[];
    readonly Location: string;
    readonly SerdeInfo: { readonly SerializationLibrary: string };
  };
}

describe.each(APP_VARIANTS)('the catalog of a lake ($title)', (variant) => {
  const { stack, lake, template, table } = lakeOf({}, variant);
  const { account, region } = environmentOf(stack);

  test('has a workgroup with a scan limit and encrypted results', () => {
    expect(template.the('AWS::Athena::WorkGroup').Properties.WorkGroupConfiguration).toEqual({
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 100 * 1024 ** 3,
      ResultConfiguration: {
        OutputLocation: `s3://<${table}>/athena-results/`,
        ExpectedBucketOwner: account,
        EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      },
    });
  });

  test('has a database with two tables and the views, partitioned by this account and region', () => {
    expect(template.the('AWS::Glue::Database').Properties).toMatchObject({
      CatalogId: account,
      DatabaseInput: { Name: lake.databaseName },
    });
    const entries = template.all('AWS::Glue::Table');
    const tables = entries.filter(([, { Properties }]) => !isView(Properties));
    for (const [, { DependsOn }] of entries) expect(DependsOn).toEqual([template.id('AWS::Glue::Database')]);
    for (const [, { Properties }] of tables) {
      expect(Properties).toMatchObject({
        CatalogId: account,
        DatabaseName: lake.databaseName,
        TableInput: {
          Parameters: { 'projection.account_id.values': account, 'projection.region.values': region },
        },
      });
    }
    expect(tables.map(([, { Properties }]) => (Properties.TableInput as TableInput).Name)).toEqual([
      'flows',
      'rejects',
    ]);
  });
});

/** Views are entries of the catalogue, too. */
function isView(properties: PlainResource['Properties']): boolean {
  return (properties.TableInput as TableInput).TableType === 'VIRTUAL_VIEW';
}

describe.each([
  ['flows', FLOW_COLUMNS],
  ['rejects', REJECT_COLUMNS],
] as const)('the table %s', (name, catalogue: readonly Column[]) => {
  const { template, table } = lakeOf();
  const input = template.the('AWS::Glue::Table', `LakeTables${name}`).Properties.TableInput as TableInput;
  const location = `s3://<${table}>/${name}`;

  test('has the columns of the catalogue that are no partition keys, in order', () => {
    const types = { string: 'string', int32: 'int', int64: 'bigint', timestamp: 'timestamp' };
    expect(input.StorageDescriptor.Columns.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(
      catalogue
        .filter((column) => !PARTITION_KEYS.includes(column.name))
        .map((column) => `${column.name} ${types[column.type]}`),
    );
  });

  test('has a comment on every column, within the limit of Glue', () => {
    for (const { Name, Comment } of [...input.StorageDescriptor.Columns, ...input.PartitionKeys]) {
      const meaning = catalogue.find((column) => column.name === Name)?.meaning;
      if (meaning && !PARTITION_KEYS.includes(Name)) expect(Comment).toContain(meaning);
      expect(Comment.length).toBeGreaterThan(0);
      expect(Comment.length).toBeLessThanOrEqual(MAX_COMMENT);
    }
  });

  test('has column names that need no quotes in Athena', () => {
    for (const { Name } of input.StorageDescriptor.Columns) expect(Name).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  test('is Parquet with partition projection for the days whose files can exist', () => {
    expect(input).toMatchObject({
      TableType: 'EXTERNAL_TABLE',
      PartitionKeys: PARTITION_KEYS.map((Name) => ({ Name, Type: 'string' })),
      StorageDescriptor: {
        Location: location,
        SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
      },
    });
    expect(input.Parameters).toEqual({
      EXTERNAL: 'TRUE',
      classification: 'parquet',
      'projection.enabled': 'true',
      'projection.cloud.type': 'enum',
      'projection.cloud.values': 'aws',
      'projection.account_id.type': 'enum',
      'projection.account_id.values': '<AWS::AccountId>',
      'projection.region.type': 'enum',
      'projection.region.values': '<AWS::Region>',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy-MM-dd',
      'projection.day.range': 'NOW-492DAYS,NOW+1DAYS',
      'projection.day.interval': '1',
      'projection.day.interval.unit': 'DAYS',
      'storage.location.template': `${location}/cloud=\${cloud}/account_id=\${account_id}/region=\${region}/day=\${day}/`,
    });
  });
});

test('counters and times have types of sufficient size', () => {
  const { template } = lakeOf();
  const { StorageDescriptor } = template.the('AWS::Glue::Table', 'LakeTablesflows').Properties
    .TableInput as TableInput;
  const type = (name: string) => StorageDescriptor.Columns.find(({ Name }) => Name === name)?.Type;
  for (const name of ['bytes_out', 'packets_out', 'bytes_in', 'packets_in', 'source_row'])
    expect(type(name)).toBe('bigint');
  for (const name of ['start_time', 'end_time', 'logged_time']) expect(type(name)).toBe('timestamp');
  for (const name of ['src_port', 'dst_port', 'protocol', 'tcp_flags']) expect(type(name)).toBe('int');
});

test('scanLimit sets the limit of the workgroup', () => {
  const { template } = lakeOf({ scanLimit: Size.mebibytes(10) });
  expect(template.the('AWS::Athena::WorkGroup').Properties).toMatchObject({
    WorkGroupConfiguration: { BytesScannedCutoffPerQuery: 10 * 1024 ** 2 },
  });
});

test('lakes of one account have different names that are valid in Glue and Athena', () => {
  const app = newApp();
  const stacks = [
    new Stack(app, 'Network'),
    new Stack(app, 'Other'),
    ...['Dev', 'Prod'].map((name) => new Stack(new Stage(app, name), 'Network')),
    ...['A', 'B'].map((name) => new NestedStack(new Stack(app, name), 'Network')),
  ];
  const lakes = [
    ...stacks.map((stack) => FlowLake.ofStack(stack)),
    new FlowLake(stacks[0] as Stack, 'Second'),
  ];
  const databases = lakes.map(({ databaseName }) => databaseName);
  const workgroups = lakes.map(({ workgroupName }) => workgroupName);
  expect(new Set(databases).size).toBe(lakes.length);
  expect(new Set(workgroups).size).toBe(lakes.length);
  for (const name of databases) expect(name).toMatch(/^[a-z0-9_]{1,255}$/);
  for (const name of workgroups) expect(name).toMatch(/^[a-zA-Z0-9._-]{1,128}$/);
});
