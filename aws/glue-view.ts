import { type SqlType, typeText, type View } from '../flows/views';
import type { GlueColumn } from './glue-table';

/** A view in the AWS Glue Data Catalog. */
export interface GlueView {
  readonly name: string;
  readonly tableType: 'VIRTUAL_VIEW';
  readonly columns: readonly Pick<GlueColumn, 'name' | 'type'>[];
  /** Required by the engines, although a view reads no files. Must not be empty: CloudFormation omits empty objects. */
  readonly serdeInfo: { readonly name: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly viewOriginalText: string;
  readonly viewExpandedText: string;
}

/** Name of the Glue Data Catalog in Athena's engine. */
const CATALOG = 'awsdatacatalog';

/**
 * Creates a view in the form that Athena stores.
 *
 * @param database name of the database; not a deploy-time token, because the view contains its Base64 encoding
 *
 * Source: Trino, "Hive connector: Views"; Amazon Athena User Guide, "Work with views".
 */
export function glueView({ name, about, columns, sql }: View, database: string): GlueView {
  const definition = {
    originalSql: sql('trino'),
    catalog: CATALOG,
    schema: database,
    columns: columns.map((column) => ({ name: column.name, type: typeText(column.type, 'trino') })),
    // Trino requires this or an owner; Athena runs every view with the permissions of the user who queries it
    runAsInvoker: true,
  };
  return {
    name,
    tableType: 'VIRTUAL_VIEW',
    columns: columns.map((column) => ({ name: column.name, type: hiveType(column.type) })),
    // no description: engines read it as the comment that marks their own views
    serdeInfo: { name: 'presto_view' },
    parameters: { presto_view: 'true', comment: 'Presto View', about },
    viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`,
    viewExpandedText: '/* Presto View */',
  };
}

const SCALARS: Readonly<Record<Extract<SqlType, string>, string>> = {
  varchar: 'string',
  integer: 'int',
  bigint: 'bigint',
  double: 'double',
  decimal: 'decimal(38,0)',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
};

/** Converts a type to Hive's syntax, without spaces: `struct<ip:string,port:int>`. */
function hiveType(type: SqlType): string {
  if (typeof type === 'string') return SCALARS[type];
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  return `struct<${type.row.map(([name, field]) => `${name}:${hiveType(field)}`).join(',')}>`;
}
