import type { LogTable } from '../../../azure/log-tables';
import {
  type DeclaredTable,
  declaredTableProblems,
  withDeclared,
} from '../../../azure/log-tables/declared-tables';
import { type QueryColumnType, type QueryTable, QueryColumnType as Type } from '../query-table';

/** Returns the tables that queries can read, with those that the user declares. */
export function queryTables(tables: readonly QueryTable[] | undefined): readonly LogTable[] {
  return withDeclared(declared(tables));
}

/** Problems of the tables that the user declares. */
export function queryTableProblems(tables: readonly QueryTable[] | undefined): string[] {
  const types: readonly QueryColumnType[] = Object.values(Type);
  const unknown = (tables ?? []).flatMap(({ name, columns }) =>
    columns
      .filter(({ type }) => type !== undefined && !types.includes(type))
      .map(
        (column) =>
          `tables contains ${JSON.stringify(name)} with the column ${column.name} of type ${JSON.stringify(column.type)}: ` +
          `expected one of ${types.join(', ')}`,
      ),
  );
  return [...declaredTableProblems(declared(tables)), ...unknown];
}

function declared(tables: readonly QueryTable[] = []): DeclaredTable[] {
  return tables.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type ?? Type.STRING })),
  }));
}
