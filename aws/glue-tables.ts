import type { ColumnType } from '../flows/column-kinds';
import { type Column, FLOW_COLUMNS, flowColumn } from '../flows/columns';
import { PARTITION_KEYS } from '../flows/partition';
import { REJECT_COLUMNS } from '../flows/rejects';
import { TABLE_DIRECTORIES } from '../flows/table-writer';
import { FIRST_DAY } from '../flows/time-bounds';
import { type GlueColumn, type GlueTable, PARQUET_STORAGE } from './glue-table';
import {
  daysFrom,
  type KeyProjection,
  oneOf,
  oneOfOrNamed,
  partitionProjection,
} from './partition-projection';
import { TablePartitions } from './table-partitions';

export type { GlueColumn, GlueTable } from './glue-table';

/** Props of `glueTables`. Values can be deploy-time tokens. */
export interface GlueTablesProps {
  /** Location of all tables, without a trailing slash: `s3://bucket` or `s3://bucket/prefix`. */
  readonly location: string;
  /**
   * Accounts of the flow logs.
   *
   * @default - unknown: each query must have a condition `account_id = '...'`
   */
  readonly accountIds?: readonly string[];
  /** Regions of the flow logs. */
  readonly regions: readonly string[];
  /**
   * First projected day: `YYYY-MM-DD`, or `NOW-<n>DAYS`.
   *
   * @default - the first day that flow logs can have
   */
  readonly firstDay?: string;
  /** @default TablePartitions.PROJECTED */
  readonly partitions?: TablePartitions;
}

const GLUE_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  int32: 'int',
  int64: 'bigint',
  timestamp: 'timestamp',
};

/** Creates the tables of the lake from the catalogue of columns. */
export function glueTables(props: GlueTablesProps): GlueTable[] {
  return [
    table('flows', 'One row per flow log record', FLOW_COLUMNS, props),
    table('rejects', 'Records that could not be converted to rows', REJECT_COLUMNS, props),
  ];
}

function table(
  name: keyof typeof TABLE_DIRECTORIES,
  description: string,
  columns: readonly Column[],
  props: GlueTablesProps,
): GlueTable {
  const location = `${props.location}/${TABLE_DIRECTORIES[name]}`;
  const template = PARTITION_KEYS.map((key) => `${key}=\${${key}}/`).join('');
  const keys = new Set<string>(PARTITION_KEYS);
  const { partitions = TablePartitions.PROJECTED } = props;
  return {
    name,
    description: `${description}. ${READERS[partitions]}`,
    columns: columns.filter((column) => !keys.has(column.name)).map(glueColumn),
    partitionKeys: PARTITION_KEYS.map(partitionKey),
    location,
    storage: PARQUET_STORAGE,
    parameters: {
      classification: 'parquet',
      EXTERNAL: 'TRUE',
      ...(partitions === TablePartitions.REGISTERED
        ? {}
        : partitionProjection(keyProjections(props), `${location}/${template}`)),
    },
  };
}

/** What a reader of the catalog must know. */
const READERS: Readonly<Record<TablePartitions, string>> = {
  [TablePartitions.PROJECTED]:
    'Only Athena finds the partitions (partition projection): Redshift Spectrum, EMR, Glue and Spark read no rows ' +
    'from this table',
  [TablePartitions.PROJECTED_AND_REGISTERED]:
    'Athena projects the partitions, other engines find them in the catalog',
  [TablePartitions.REGISTERED]: 'The partitions are in the catalog',
};

/** `day` is the only partition key that is not a column of the files. */
function partitionKey(key: (typeof PARTITION_KEYS)[number]): GlueColumn {
  const comment = key === 'day' ? 'UTC day of the event, YYYY-MM-DD' : flowColumn(key).meaning;
  return { name: key, type: 'string', comment };
}

function keyProjections({
  accountIds,
  regions,
  firstDay = FIRST_DAY,
}: GlueTablesProps): Record<(typeof PARTITION_KEYS)[number], KeyProjection> {
  return {
    cloud: oneOf(['aws']),
    account_id: oneOfOrNamed(accountIds),
    region: oneOf(regions),
    day: daysFrom(firstDay, 'yyyy-MM-dd'),
  };
}

function glueColumn({ name, type, meaning, nulls, unit }: Column): GlueColumn {
  const comment = `${meaning}${unit ? ` (${unit})` : ''}; null: ${nulls}`;
  return { name, type: GLUE_TYPES[type], comment };
}
