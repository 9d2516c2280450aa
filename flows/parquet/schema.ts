import type { ColumnType } from '../column-kinds';
import type { Column } from '../columns';
import type { SchemaElement } from './hyparquet';

/** Parquet type of each column type. */
export const PHYSICAL: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  // both annotations: the old one for old readers, the new one because only it states UTC
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** Returns the Parquet schema of a table. Every column is optional: null is not zero. */
export function parquetSchema(columns: readonly Column[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...PHYSICAL[type] }),
    ),
  ];
}
