import type { ColumnType } from '../flows/column-kinds';
import { type Column, FLOW_COLUMNS, flowColumn } from '../flows/columns';
import { PARTITION_KEYS } from '../flows/partition';
import { REJECT_COLUMNS } from '../flows/rejects';
import { TABLE_DIRECTORIES } from '../flows/table-writer';
import { FIRST_DAY } from '../flows/time-bounds';

/** A column as the Glue catalog has it. */
export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** A table as the Glue catalog has it. */
export interface GlueTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly GlueColumn[];
  readonly partitionKeys: readonly GlueColumn[];
  readonly location: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where the tables lie, and whose records are in them. Values can be deploy-time tokens. */
export interface GlueTablesProps {
  /** Location of all tables, without a slash at its end: `s3://bucket` or `s3://bucket/prefix`. */
  readonly location: string;
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
}

const GLUE_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  int32: 'int',
  int64: 'bigint',
  timestamp: 'timestamp',
};

/** The tables of the lake, derived from the catalogue of columns. */
export function glueTables(props: GlueTablesProps): GlueTable[] {
  return [
    table('flows', 'One row per flow log record', FLOW_COLUMNS, props),
    table('rejects', 'Records that were read but could not become rows', REJECT_COLUMNS, props),
  ];
}

function table(
  name: keyof typeof TABLE_DIRECTORIES,
  description: string,
  columns: readonly Column[],
  props: GlueTablesProps,
): GlueTable {
  const location = `${props.location}/${TABLE_DIRECTORIES[name]}`;
  const keys = new Set<string>(PARTITION_KEYS);
  return {
    name,
    description,
    columns: columns.filter((column) => !keys.has(column.name)).map(glueColumn),
    partitionKeys: PARTITION_KEYS.map(partitionKey),
    location,
    parameters: { classification: 'parquet', EXTERNAL: 'TRUE', ...projection(location, props) },
  };
}

/** `day` is the one key that is not a column of the files. */
function partitionKey(key: (typeof PARTITION_KEYS)[number]): GlueColumn {
  const comment = key === 'day' ? 'UTC day of the event, YYYY-MM-DD' : flowColumn(key).meaning;
  return { name: key, type: 'string', comment };
}

/**
 * Partitions are computed, not crawled: a new day is there the moment it begins.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection".
 */
function projection(location: string, { accountIds, regions }: GlueTablesProps): Record<string, string> {
  return {
    'projection.enabled': 'true',
    'projection.cloud.type': 'enum',
    'projection.cloud.values': 'aws',
    'projection.account_id.type': 'enum',
    'projection.account_id.values': accountIds.join(','),
    'projection.region.type': 'enum',
    'projection.region.values': regions.join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy-MM-dd',
    'projection.day.range': `${FIRST_DAY},NOW+1DAYS`,
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'storage.location.template': `${location}/${PARTITION_KEYS.map((key) => `${key}=\${${key}}`).join('/')}`,
  };
}

function glueColumn({ name, type, meaning, nulls, unit }: Column): GlueColumn {
  const comment = `${meaning}${unit ? ` (${unit})` : ''}; null: ${nulls}`;
  return { name, type: GLUE_TYPES[type], comment };
}
