import type { ColumnType } from '../column-kinds';

/** Engines whose SQL differs: DuckDB, and Trino, on which Amazon Athena is built. */
export type Dialect = 'duckdb' | 'trino';

/** Type of a column of a view. `decimal` has 38 digits and no fraction; `timestamp` is UTC in milliseconds. */
export type SqlType = ScalarType | RowType | ArrayType;

export type ScalarType =
  | 'varchar'
  | 'integer'
  | 'bigint'
  | 'double'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'timestamp';

/** A nested row with its fields. */
export interface RowType {
  readonly row: readonly (readonly [name: string, type: SqlType])[];
}

export interface ArrayType {
  readonly array: SqlType;
}

/** SQL type of each column type. */
export const COLUMN_SQL_TYPES: Readonly<Record<ColumnType, ScalarType>> = {
  string: 'varchar',
  int32: 'integer',
  int64: 'bigint',
  timestamp: 'timestamp',
};

/** Returns a type in the syntax of an engine: `row(ip varchar, port integer)`, `struct(ip varchar, port integer)`. */
export function typeText(type: SqlType, dialect: Dialect): string {
  if (typeof type === 'string') return SCALARS[dialect][type] ?? type;
  if ('array' in type) {
    const item = typeText(type.array, dialect);
    return dialect === 'trino' ? `array(${item})` : `${item}[]`;
  }
  const fields = type.row.map(([name, field]) => `"${name}" ${typeText(field, dialect)}`);
  return `${dialect === 'trino' ? 'row' : 'struct'}(${fields.join(', ')})`;
}

/** Names of types that differ between engines, or that need a size. */
const SCALARS: Readonly<Record<Dialect, Partial<Record<ScalarType, string>>>> = {
  trino: { decimal: 'decimal(38, 0)', timestamp: 'timestamp(3)' },
  duckdb: { decimal: 'decimal(38, 0)', timestamp: 'timestamptz' },
};
