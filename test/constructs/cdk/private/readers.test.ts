import { Duration, type Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, type FlowLakeProps, TablePartitions } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { environmentOf, type PlainTemplate } from '../../../support/plain-template';
import { thrownBy as thrown } from '../../../support/thrown';

const TABLES = ['flows', 'rejects'];
const READER = 'arn:aws:iam::111111111111:role/Analyst';

interface TableInput {
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, string>>;
}

function tableOf(template: PlainTemplate, name: string): TableInput {
  return template.the('AWS::Glue::Table', `LakeTables${name}`).Properties.TableInput as TableInput;
}

function variablesOf(template: PlainTemplate): Record<string, unknown> {
  const { Environment } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction').Properties;
  return (Environment as { Variables: Record<string, unknown> }).Variables;
}

function rangeOf(props: FlowLakeProps | ((stack: Stack) => FlowLakeProps)): string | undefined {
  return tableOf(lakeOf(props).template, 'flows').Parameters['projection.day.range'];
}

describe('the partitions of the tables', () => {
  test('are projected, and the description states who finds them', () => {
    const { template } = lakeOf();
    for (const name of TABLES) {
      const { Parameters, Description } = tableOf(template, name);
      expect(Parameters['projection.enabled']).toBe('true');
      expect(Description).toContain(
        'Only Athena finds the partitions (partition projection): Redshift Spectrum, EMR, Glue and Spark read no rows',
      );
    }
    expect(variablesOf(template)).not.toHaveProperty('FLOW_PARTITION_DATABASE');
    expect(JSON.stringify(template.statements('AWS::IAM::Policy', 'LakeNormalizerRole'))).not.toContain(
      'glue:',
    );
  });

  describe.each(APP_VARIANTS)('that the normalizer registers ($title)', (variant) => {
    const partitions = TablePartitions.PROJECTED_AND_REGISTERED;
    const { template, lake, stack } = lakeOf({ partitions }, variant);

    test('are projected for Athena', () => {
      for (const name of TABLES)
        expect(tableOf(template, name).Parameters['projection.enabled']).toBe('true');
    });

    test('need one permission on the two tables, and tables that exist before the function', () => {
      const { partition, region, account } = environmentOf(stack);
      const arn = (resource: string) => `arn:${partition}:glue:${region}:${account}:${resource}`;
      const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
      expect(statements).toContainEqual({
        Effect: 'Allow',
        Action: ['glue:BatchCreatePartition'],
        Resource: [
          arn('catalog'),
          arn(`database/${lake.databaseName}`),
          ...TABLES.map((name) => arn(`table/${lake.databaseName}/${name}`)),
        ],
      });
      expect(variablesOf(template).FLOW_PARTITION_DATABASE).toBe(lake.databaseName);
      const { DependsOn } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction');
      for (const name of TABLES)
        expect(DependsOn).toContain(template.id('AWS::Glue::Table', `LakeTables${name}`));
    });
  });

  test('that every engine finds in the catalog have no projection', () => {
    const { template } = lakeOf({ partitions: TablePartitions.REGISTERED });
    for (const name of TABLES) {
      expect(tableOf(template, name)).toMatchObject({
        Description: expect.stringContaining('The partitions are in the catalog'),
        Parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
      });
      expect(Object.keys(tableOf(template, name).Parameters)).toHaveLength(2);
    }
    expect(variablesOf(template)).toHaveProperty('FLOW_PARTITION_DATABASE');
  });

  test('queryRange has no effect on registered ones', () => {
    const props = { partitions: TablePartitions.REGISTERED, queryRange: Duration.days(9) };
    expect(thrown(() => lakeOf(props))).toContain(
      'queryRange limits projected partitions, but partitions is REGISTERED: remove one of them',
    );
  });
});

describe('the projected days', () => {
  test.each([
    ['both retentions, because raw objects can be normalized again', {}, 90 + 400 + 2],
    ['other retentions', { rawRetention: Duration.days(7), tableRetention: Duration.days(30) }, 7 + 30 + 2],
    ['queryRange', { queryRange: Duration.days(1000) }, 1000],
  ] as const)('are those of %s', (_, props, days) => {
    expect(rangeOf(props)).toBe(`NOW-${days}DAYS,NOW+1DAYS`);
  });

  test('of an existing bucket are all, unless queryRange limits them', () => {
    const existing = (props: FlowLakeProps) => (stack: Stack) => ({
      ...props,
      tableBucket: new s3.Bucket(stack, 'Own'),
    });
    expect(rangeOf(existing({}))).toBe('2014-01-01,NOW+1DAYS');
    expect(rangeOf(existing({ queryRange: Duration.days(30) }))).toBe('NOW-30DAYS,NOW+1DAYS');
  });

  test('are whole', () => {
    expect(thrown(() => lakeOf({ queryRange: Duration.hours(36) }))).toContain(
      'queryRange is 1.5 days: expected a whole number of days, at least 1',
    );
  });
});

test('compatibleFiles is a setting of the normalizer', () => {
  expect(variablesOf(lakeOf({ compatibleFiles: true }).template).FLOW_COMPATIBLE_FILES).toBe('true');
  expect(variablesOf(lakeOf({ compatibleFiles: false }).template)).not.toHaveProperty(
    'FLOW_COMPATIBLE_FILES',
  );
});

describe.each(APP_VARIANTS)('Lake Formation ($title)', (variant) => {
  test('decides nothing by default', () => {
    const { template } = lakeOf({}, variant);
    expect(template.all('AWS::LakeFormation::PrincipalPermissions')).toEqual([]);
    expect(JSON.stringify(template.the('AWS::Glue::Database'))).not.toContain(
      'CreateTableDefaultPermissions',
    );
  });

  test.each([
    [false, []],
    [true, [{ Permissions: ['ALL'], Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' } }]],
  ])('with iamAccess %j sets the permissions on new tables', (iamAccess, expected) => {
    const { template } = lakeOf({ lakeFormation: { iamAccess } }, variant);
    expect(template.the('AWS::Glue::Database').Properties).toMatchObject({
      DatabaseInput: { CreateTableDefaultPermissions: expected },
    });
  });

  test('grants readers the database and all tables, also later ones', () => {
    const { template, lake, stack } = lakeOf({ lakeFormation: { readers: [READER] } }, variant);
    const { account } = environmentOf(stack);
    const grants = template.all('AWS::LakeFormation::PrincipalPermissions');
    const shared = {
      Principal: { DataLakePrincipalIdentifier: READER },
      PermissionsWithGrantOption: [],
    };
    expect(grants.map(([, { Properties }]) => Properties)).toEqual([
      {
        ...shared,
        Permissions: ['DESCRIBE'],
        Resource: { Database: { CatalogId: account, Name: lake.databaseName } },
      },
      {
        ...shared,
        Permissions: ['DESCRIBE', 'SELECT'],
        Resource: {
          Table: { CatalogId: account, DatabaseName: lake.databaseName, TableWildcard: {} },
        },
      },
    ]);
    for (const [, { DependsOn }] of grants) expect(DependsOn).toContain(template.id('AWS::Glue::Database'));
  });

  test('grants the normalizer to register partitions, before it runs', () => {
    const props = { partitions: TablePartitions.REGISTERED, lakeFormation: { iamAccess: false } };
    const { template } = lakeOf(props, variant);
    const grants = template.all('AWS::LakeFormation::PrincipalPermissions');
    const role = template.id('AWS::IAM::Role', 'LakeNormalizerRole');
    expect(grants.map(([, { Properties }]) => Properties)).toMatchObject(
      TABLES.map((Name) => ({
        Principal: { DataLakePrincipalIdentifier: `<${role}.Arn>` },
        Permissions: ['ALTER', 'INSERT'],
        Resource: { Table: { Name } },
      })),
    );
    const { DependsOn } = template.the('AWS::Lambda::Function', 'LakeNormalizerFunction');
    for (const [id] of grants) expect(DependsOn).toContain(id);
  });
});

test.each([
  [['Analyst'], 'lakeFormation.readers contains "Analyst": expected the ARN of an IAM role or user, such as'],
  [[READER, READER], `lakeFormation.readers contains ${READER} more than once: remove the others`],
])('the readers %j are rejected', (readers, problem) => {
  expect(thrown(() => new FlowLake(newStack(), 'Lake', { lakeFormation: { readers } }))).toContain(problem);
});
