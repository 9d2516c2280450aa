import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnName } from '../../flows/columns';
import { plainValue } from '../output/plain-value';
import type { QueryResult } from '../output/query-result';
import { UserError } from '../user-error';
import { tableViews } from './table-views';

const HOW_TO_INSTALL =
  'queries run on DuckDB, an optional package that is not installed: npm install @duckdb/node-api';

/** A query result, with the required columns that have no value. */
export interface CheckedResult extends QueryResult {
  /** Required columns that are null in every row of `flows`. Empty if `flows` has no rows. */
  readonly missing: readonly ColumnName[];
}

/**
 * Runs a query over the tables below a directory in an embedded DuckDB.
 *
 * @param needs - columns of `flows` that the query requires
 * @throws UserError if DuckDB is not installed, the directory has no table, or the query fails
 */
export async function runQuery(
  directory: string,
  sql: string,
  needs: readonly ColumnName[] = [],
): Promise<CheckedResult> {
  const views = tableViews(directory);
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    for (const view of views) {
      await connection.run(view).catch(userError(`DuckDB cannot read the tables in ${directory}`));
    }
    return { ...(await read(connection, sql)), missing: await columnsWithoutValue(connection, needs) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function read(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql).catch(userError('the query failed'));
  return {
    columns: reader.deduplicatedColumnNames(),
    rows: reader.getRows().map((row) => row.map(plainValue)),
  };
}

async function columnsWithoutValue(
  connection: DuckDBConnection,
  columns: readonly ColumnName[],
): Promise<ColumnName[]> {
  if (columns.length === 0) return [];
  const counts = ['count(*)', ...columns.map((column) => `count(${column})`)];
  const { rows } = await read(connection, `select ${counts.join(', ')} from flows`);
  const [all, ...values] = rows[0] ?? [];
  return all === 0 ? [] : columns.filter((_, index) => values[index] === 0);
}

function userError(what: string): (error: Error) => never {
  return ({ message }) => {
    throw new UserError(`${what}: ${message}`);
  };
}

async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    // the package is missing (ERR_MODULE_NOT_FOUND), or its binding for this platform is (MODULE_NOT_FOUND)
    const { code } = error as NodeJS.ErrnoException;
    if (code?.endsWith('MODULE_NOT_FOUND')) throw new UserError(HOW_TO_INSTALL);
    throw error;
  }
}
