import { describe, expect, test } from 'vitest';
import { type GlueView, glueView } from '../../aws/glue-view';
import { type SqlType, VIEWS, type View } from '../../flows/views';

function viewOf(type: SqlType): View {
  const sql = (dialect: string) => `select 'grün' as "column" from flows -- ${dialect}`;
  return { name: 'view', about: 'About it', columns: [{ name: 'column', type }], sql };
}

function definitionOf({ viewOriginalText }: GlueView) {
  const encoded = /^\/\* Presto View: ([A-Za-z0-9+/]+=*) \*\/$/.exec(viewOriginalText)?.[1];
  return JSON.parse(Buffer.from(encoded as string, 'base64').toString());
}

test('a view contains its definition in the places that Athena reads', () => {
  const view = glueView(viewOf('varchar'), 'my_database');
  expect(view).toMatchObject({
    name: 'view',
    tableType: 'VIRTUAL_VIEW',
    parameters: { presto_view: 'true', comment: 'Presto View' },
    viewExpandedText: '/* Presto View */',
  });
  expect(definitionOf(view)).toEqual({
    originalSql: 'select \'grün\' as "column" from flows -- trino',
    catalog: 'awsdatacatalog',
    schema: 'my_database',
    columns: [{ name: 'column', type: 'varchar' }],
    runAsInvoker: true,
  });
});

test.each<[string, string, SqlType]>([
  ['string', 'varchar', 'varchar'],
  ['int', 'integer', 'integer'],
  ['bigint', 'bigint', 'bigint'],
  ['double', 'double', 'double'],
  ['boolean', 'boolean', 'boolean'],
  ['date', 'date', 'date'],
  ['timestamp', 'timestamp(3)', 'timestamp'],
  ['decimal(38,0)', 'decimal(38, 0)', 'decimal'],
  ['array<string>', 'array(varchar)', { array: 'varchar' }],
  [
    'struct<ip:string,port:int>',
    'row("ip" varchar, "port" integer)',
    {
      row: [
        ['ip', 'varchar'],
        ['port', 'integer'],
      ],
    },
  ],
  ['array<struct<uid:string>>', 'array(row("uid" varchar))', { array: { row: [['uid', 'varchar']] } }],
])('a %s column of Glue is a %s column of the engine', (hive, trino, type) => {
  const view = glueView(viewOf(type), 'database');
  expect(view.columns).toEqual([{ name: 'column', type: hive }]);
  expect(definitionOf(view).columns).toEqual([{ name: 'column', type: trino }]);
});

describe.each(VIEWS)('$name', (view) => {
  test('is within the limits of Glue', () => {
    const { viewOriginalText, columns, parameters } = glueView(view, 'd'.repeat(255));
    // AWS Glue API Reference, "TableInput" and "Column"
    expect(viewOriginalText.length).toBeLessThanOrEqual(409_600);
    for (const { type } of columns) expect(type.length).toBeLessThanOrEqual(131_072);
    for (const value of Object.values(parameters)) expect(value.length).toBeLessThanOrEqual(512_000);
  });
});
