import { type Column, FLOW_COLUMNS } from '../../flows/columns';
import type { LogColumn, LogColumnType } from '../log-tables/log-table';

/** Table of a workspace that holds the table of flows. Source: Azure Monitor documentation, "Logs Ingestion API". */
export const FLOW_TABLE_NAME = 'NetworkFlows_CL';

/** Stream of a data collection rule that rows come in by. */
export const FLOW_STREAM_NAME = 'Custom-NetworkFlows';

/** Name by which queries ask for the table without what was delivered twice. */
export const DISTINCT_FLOWS_FUNCTION = 'NetworkFlowsDeduped';

/** What is true of a row alone: the same row is always of the same identity, however often it is delivered. */
export const ROW_ID = 'RowId';

/** Names of the columns whose value did not fit whole. */
export const TRUNCATED = 'Truncated';

const TIME_GENERATED = 'TimeGenerated';

/** What stands before the name of a column that Log Analytics has a meaning of its own for. */
const OWN_PREFIX = 'flow_';

/**
 * Names that are taken, in small letters: reserved ones, and those that every table has.
 *
 * Source: Azure Monitor documentation, "Create a custom table" and "Standard columns in Azure Monitor Logs".
 */
const TAKEN = new Set(
  ['_ResourceId', '_SubscriptionId', 'id', 'TenantId', 'Type', 'UniqueId', 'Title']
    .concat(TIME_GENERATED, ROW_ID, TRUNCATED, 'SourceSystem', 'Computer', 'MG', 'RawData')
    .map((name) => name.toLowerCase()),
);

/** Types, by the words that KQL, tables and streams each have for them. */
interface IngestionType {
  readonly kql: LogColumnType;
  /** Source: Azure Monitor REST reference, "Tables - Create Or Update". */
  readonly table: string;
  /** Source: Azure Monitor documentation, "Structure of a data collection rule". */
  readonly stream: string;
}

const TEXT: IngestionType = { kql: 'string', table: 'string', stream: 'string' };
const JSON_OBJECT: IngestionType = { kql: 'dynamic', table: 'dynamic', stream: 'dynamic' };

/** A time is `dateTime` in a table and `datetime` in a stream. */
const TYPES: Readonly<Record<Column['type'], IngestionType>> = {
  string: TEXT,
  int32: { kql: 'int', table: 'int', stream: 'int' },
  int64: { kql: 'long', table: 'long', stream: 'long' },
  timestamp: { kql: 'datetime', table: 'dateTime', stream: 'datetime' },
};

/** A column of the table in a workspace. */
export interface IngestionColumn {
  readonly name: string;
  readonly type: IngestionType;
  readonly meaning: string;
  /** The column of the table of flows that it is; none for those that only a workspace has. */
  readonly column?: Column;
}

const FLOWS: readonly IngestionColumn[] = FLOW_COLUMNS.map((column) => ({
  name: ingestionName(column.name),
  type: column.kind === 'json' ? JSON_OBJECT : TYPES[column.type],
  meaning: column.meaning,
  column,
}));

/** Columns that rows come in with. */
export const STREAM_COLUMNS: readonly IngestionColumn[] = [
  { name: ROW_ID, type: TEXT, meaning: 'hash of source and source_row: a row delivered twice has it twice' },
  ...FLOWS,
  {
    name: TRUNCATED,
    type: TEXT,
    meaning: 'columns whose value did not fit whole, with commas between; null where all did',
  },
];

/** Columns of the table, but for those that every table has. */
export const TABLE_COLUMNS: readonly IngestionColumn[] = [
  {
    name: TIME_GENERATED,
    type: TYPES.timestamp,
    meaning:
      'start_time, else logged_time, else the time of ingestion; a time long past is replaced by that of ingestion',
  },
  ...STREAM_COLUMNS,
];

/**
 * The transformation of the data collection rule: it makes the one column that rows do not come with.
 *
 * Source: Azure Monitor documentation, "Create a transformation in Azure Monitor".
 */
export const FLOW_TRANSFORM = `source
| extend ${TIME_GENERATED} = iif(isnotnull(start_time), start_time, iif(isnotnull(logged_time), logged_time, now()))`;

/** A query for the table without what was delivered twice. */
export const DISTINCT_FLOWS = `${FLOW_TABLE_NAME}
| summarize take_any(*) by ${ROW_ID}`;

/** Columns as KQL has them. */
export function kqlColumnsOf(columns: readonly IngestionColumn[]): LogColumn[] {
  return columns.map(({ name, type, column }) => ({
    name,
    type: type.kql,
    ...(column?.words && { domain: { values: column.words } }),
  }));
}

/** The name of a column of flows in a workspace: its own, unless that is taken there, in any case of letters. */
export function ingestionName(column: string): string {
  return TAKEN.has(column.toLowerCase()) ? `${OWN_PREFIX}${column}` : column;
}
