import { type ColumnName, flowColumn } from '../columns';
import { COLUMN_SQL_TYPES, type Dialect, type SqlType, typeText } from './sql-type';

/** A view over `flows`, for every engine of ours. */
export interface View {
  readonly name: string;
  /** What a row is, what is counted and what is left out. */
  readonly about: string;
  /** The columns in their order, with the types that a catalogue has to state. */
  readonly columns: readonly ViewColumn[];
  /** A query over `flows` that casts every column to its type; it does not begin with `with`. */
  sql(dialect: Dialect): string;
}

/** A column of a view. */
export interface ViewColumn {
  readonly name: string;
  readonly type: SqlType;
}

/** A column of a view, and how it is computed. */
export interface ComputedColumn extends ViewColumn {
  /** Text where both engines understand the same. */
  readonly from: string | ((dialect: Dialect) => string);
}

/** A column of the table under a name of the view's, computed from it or taken as it is. */
export function columnOf(
  name: ColumnName,
  as: string = name,
  from: ComputedColumn['from'] = name,
): ComputedColumn {
  return { name: as, type: tableType(name), from };
}

/** Type of a column of the table, in SQL. */
export function tableType(name: ColumnName): SqlType {
  return COLUMN_SQL_TYPES[flowColumn(name).type];
}

/** A row within a row; null where the condition does not hold. */
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

/** A select of computed columns from `flows`, each cast to its type. */
export function selectOf(columns: readonly ComputedColumn[], dialect: Dialect, where = ''): string {
  const cells = columns.map(
    ({ name, type, from }) => `  cast(${textOf(from, dialect)} as ${typeText(type, dialect)}) as "${name}"`,
  );
  return `select\n${cells.join(',\n')}\nfrom flows${where && `\nwhere ${where}`}`;
}

function textOf(from: ComputedColumn['from'], dialect: Dialect): string {
  return typeof from === 'string' ? from : from(dialect);
}
