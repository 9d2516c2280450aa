import { type Column, FLOW_COLUMNS } from '../../flows/columns';
import type { LogColumn, LogColumnType } from '../log-tables/log-table';

/** Table of a Log Analytics workspace with the rows of the table `flows`. Source: Azure Monitor documentation, "Logs Ingestion API". */
export const FLOW_TABLE_NAME = 'NetworkFlows_CL';

/** Stream of the data collection rule that receives rows. */
export const FLOW_STREAM_NAME = 'Custom-NetworkFlows';

/** Name of the saved function that returns the table without duplicates. */
export const DISTINCT_FLOWS_FUNCTION = 'NetworkFlowsDeduped';

/** Column with the identity of a row. A row that is delivered twice has the same value both times. */
export const ROW_ID = 'RowId';

/** Column with the names of truncated columns. */
export const TRUNCATED = 'Truncated';

const TIME_GENERATED = 'TimeGenerated';

/** Prefix for columns whose name Log Analytics reserves. */
const RESERVED_PREFIX = 'flow_';

/**
 * Names that a column must not have, in lower case: reserved names and the standard columns.
 *
 * Source: Azure Monitor documentation, "Create a custom table" and "Standard columns in Azure Monitor Logs".
 */
const RESERVED = new Set(
  ['_ResourceId', '_SubscriptionId', 'id', 'TenantId', 'Type', 'UniqueId', 'Title']
    .concat(TIME_GENERATED, ROW_ID, TRUNCATED, 'SourceSystem', 'Computer', 'MG', 'RawData')
    .map((name) => name.toLowerCase()),
);

/** A column type in KQL, in table schemas and in stream declarations. */
interface IngestionType {
  readonly kql: LogColumnType;
  /** Source: Azure Monitor REST reference, "Tables - Create Or Update". */
  readonly table: string;
  /** Source: Azure Monitor documentation, "Structure of a data collection rule". */
  readonly stream: string;
}

const TEXT: IngestionType = { kql: 'string', table: 'string', stream: 'string' };
const JSON_OBJECT: IngestionType = { kql: 'dynamic', table: 'dynamic', stream: 'dynamic' };

/** The type of a time is `dateTime` in a table and `datetime` in a stream. */
const TYPES: Readonly<Record<Column['type'], IngestionType>> = {
  string: TEXT,
  int32: { kql: 'int', table: 'int', stream: 'int' },
  int64: { kql: 'long', table: 'long', stream: 'long' },
  timestamp: { kql: 'datetime', table: 'dateTime', stream: 'datetime' },
};

/** A column of the workspace table. */
export interface IngestionColumn {
  readonly name: string;
  readonly type: IngestionType;
  readonly meaning: string;
  /** The column of `flows`; undefined for a column that only the workspace table has. */
  readonly column?: Column;
}

const FLOWS: readonly IngestionColumn[] = FLOW_COLUMNS.map((column) => ({
  name: ingestionName(column.name),
  type: column.kind === 'json' ? JSON_OBJECT : TYPES[column.type],
  meaning: column.meaning,
  column,
}));

/** Columns of the stream. */
export const STREAM_COLUMNS: readonly IngestionColumn[] = [
  {
    name: ROW_ID,
    type: TEXT,
    meaning: 'hash of source and source_row; equal for a row that was delivered twice',
  },
  ...FLOWS,
  {
    name: TRUNCATED,
    type: TEXT,
    meaning: 'names of truncated columns, separated by commas; null if none was truncated',
  },
];

/** Columns of the table without the standard columns. */
export const TABLE_COLUMNS: readonly IngestionColumn[] = [
  {
    name: TIME_GENERATED,
    type: TYPES.timestamp,
    meaning:
      'start_time, else logged_time, else the time of ingestion; Azure replaces a time too far in the past by that of ingestion',
  },
  ...STREAM_COLUMNS,
];

/**
 * The transformation of the data collection rule. It adds the column that the stream does not have.
 *
 * Source: Azure Monitor documentation, "Create a transformation in Azure Monitor".
 */
export const FLOW_TRANSFORM = `source
| extend ${TIME_GENERATED} = iif(isnotnull(start_time), start_time, iif(isnotnull(logged_time), logged_time, now()))`;

/** KQL query that returns the table without duplicates. */
export const DISTINCT_FLOWS = `${FLOW_TABLE_NAME}
| summarize take_any(*) by ${ROW_ID}`;

/** The columns with KQL types and value domains. */
export function kqlColumnsOf(columns: readonly IngestionColumn[]): LogColumn[] {
  return columns.map(({ name, type, column }) => ({
    name,
    type: type.kql,
    ...(column?.words && { domain: { values: column.words } }),
  }));
}

/** The name of a column of `flows` in a workspace. Names that Log Analytics reserves, in any case, get a prefix. */
export function ingestionName(column: string): string {
  return RESERVED.has(column.toLowerCase()) ? `${RESERVED_PREFIX}${column}` : column;
}
