import { type ColumnName, flowColumn } from '../columns';
import { COLUMN_SQL_TYPES, type Dialect, type SqlType, typeText } from './sql-type';

/** A view over `flows` for every supported engine. */
export interface View {
  readonly name: string;
  /** What a row is, what is counted, and what is omitted. */
  readonly about: string;
  /** Columns in order, with the types that a catalog declares. */
  readonly columns: readonly ViewColumn[];
  /** Returns a query over `flows` that casts every column to its type. It does not begin with `with`. */
  sql(dialect: Dialect): string;
}

/** A column of a view. */
export interface ViewColumn {
  readonly name: string;
  readonly type: SqlType;
  /** What the values are, in a view whose columns are not those of the table. */
  readonly meaning?: string;
}

/** A column of a view with its expression. */
export interface ComputedColumn extends ViewColumn {
  /** Expression, or a function of the dialect if the engines differ. */
  readonly from: string | ((dialect: Dialect) => string);
}

/** Returns a column with the type of a column of the table. Its default name and expression are those of the column. */
export function columnOf(
  name: ColumnName,
  as: string = name,
  from: ComputedColumn['from'] = name,
): ComputedColumn {
  return { name: as, type: tableType(name), from };
}

/** Returns the SQL type of a column of the table. */
export function tableType(name: ColumnName): SqlType {
  return COLUMN_SQL_TYPES[flowColumn(name).type];
}

/** Returns a nested row; null if the condition is false. */
export function nestedRow(name: string, fields: readonly ComputedColumn[], when?: string): ComputedColumn {
  return {
    name,
    type: { row: fields.map((field) => [field.name, field.type] as const) },
    from: (dialect) => {
      const row = `row(${fields.map(({ from }) => textOf(from, dialect)).join(', ')})`;
      return when ? `case when ${when} then ${row} end` : row;
    },
  };
}

/** Returns a query that selects computed columns from `flows` and casts each to its type. */
export function selectOf(columns: readonly ComputedColumn[], dialect: Dialect, where = ''): string {
  const cells = columns.map(
    ({ name, type, from }) => `  cast(${textOf(from, dialect)} as ${typeText(type, dialect)}) as "${name}"`,
  );
  return `select\n${cells.join(',\n')}\nfrom flows${where && `\nwhere ${where}`}`;
}

function textOf(from: ComputedColumn['from'], dialect: Dialect): string {
  return typeof from === 'string' ? from : from(dialect);
}
