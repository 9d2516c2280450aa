import { LOG_TABLES } from '.';
import { type LogColumn, type LogTable, ofType } from './log-table';

/** Columns of each table of a workspace. Source: Azure Monitor documentation, "Standard columns in Azure Monitor Logs". */
const STANDARD: readonly LogColumn[] = [
  ...ofType('datetime', 'TimeGenerated'),
  ...ofType('string', 'SourceSystem TenantId Type _IsBillable _ResourceId _SubscriptionId'),
  ...ofType('real', '_BilledSize'),
];

/** A table of a workspace that the package does not declare, or columns that its declaration of a table lacks. */
export type DeclaredTable = Pick<LogTable, 'name' | 'columns'>;

/** Returns the tables of `LOG_TABLES` and the declared ones. */
export function withDeclared(declared: readonly DeclaredTable[]): readonly LogTable[] {
  if (declared.length === 0) return LOG_TABLES;
  const known = new Map(LOG_TABLES.map((table) => [table.name, table]));
  for (const { name, columns } of declared) {
    const table = known.get(name) ?? { name, about: 'A table of the workspace.', columns: STANDARD };
    const names = columns.map((column) => column.name);
    const others = table.columns.filter((column) => !names.includes(column.name));
    known.set(name, { ...table, columns: [...columns, ...others] });
  }
  return [...known.values()];
}

/** Problems of declared tables. */
export function declaredTableProblems(declared: readonly DeclaredTable[]): string[] {
  return declared.flatMap(({ name, columns }, index) => {
    const table = `tables contains ${JSON.stringify(name)}`;
    const problems = [name, ...columns.map((column) => column.name)]
      .filter((each) => !/^[A-Za-z_]\w*$/.test(each))
      .map(
        (each) => `${table}: expected a name of letters, digits and '_', received ${JSON.stringify(each)}`,
      );
    if (declared.findIndex((other) => other.name === name) < index)
      problems.push(`${table} twice: merge them`);
    const names = columns.map((column) => column.name);
    const twice = names.filter((each, position) => names.indexOf(each) < position);
    problems.push(...twice.map((each) => `${table} with the column ${each} twice: remove one of them`));
    return problems;
  });
}
