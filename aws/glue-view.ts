import { type SqlType, typeText, type View } from '../flows/views';
import type { GlueColumn } from './glue-table';

/** A view as the Glue catalog has it. */
export interface GlueView {
  readonly name: string;
  readonly tableType: 'VIRTUAL_VIEW';
  readonly columns: readonly Pick<GlueColumn, 'name' | 'type'>[];
  /** A view reads no files, yet no engine takes one without this; and CloudFormation leaves out what is empty. */
  readonly serdeInfo: { readonly name: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly viewOriginalText: string;
  readonly viewExpandedText: string;
}

/** The name under which Athena's engine knows the Glue catalog. */
const CATALOG = 'awsdatacatalog';

/**
 * A view as Athena itself would store it. The database's name is encoded in it, so it must be known: it can not be
 * a deploy-time token.
 *
 * Source: Trino, "Hive connector: Views"; Amazon Athena User Guide, "Work with views".
 */
export function glueView({ name, about, columns, sql }: View, database: string): GlueView {
  const definition = {
    originalSql: sql('trino'),
    catalog: CATALOG,
    schema: database,
    columns: columns.map((column) => ({ name: column.name, type: typeText(column.type, 'trino') })),
    // in Athena every view runs with the rights of who asks; Trino wants it said, or an owner
    runAsInvoker: true,
  };
  return {
    name,
    tableType: 'VIRTUAL_VIEW',
    columns: columns.map((column) => ({ name: column.name, type: hiveType(column.type) })),
    // no description: engines would take it for the comment by which they know their own views
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

/** A type as Hive writes it: `struct<ip:string,port:int>`, without a space. */
function hiveType(type: SqlType): string {
  if (typeof type === 'string') return SCALARS[type];
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  return `struct<${type.row.map(([name, field]) => `${name}:${hiveType(field)}`).join(',')}>`;
}
