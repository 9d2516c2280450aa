import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnName } from '../../flows/columns';
import { UsageError } from '../exit';
import type { Answer } from '../output/answer';
import { plainValue } from '../output/value';
import { tableViews } from './views';

const HOW_TO_INSTALL =
  'queries run on DuckDB, an optional part that is not installed: npm install @duckdb/node-api';

/**
 * Runs a query over the tables below a directory, in an embedded DuckDB.
 *
 * @param needs - columns of `flows` that the query needs; those without a single value are told in the answer
 * @throws UsageError if DuckDB is not installed, the directory has no table, or the query fails
 */
export async function ask(
  directory: string,
  sql: string,
  needs: readonly ColumnName[] = [],
): Promise<Answer & { readonly missing: readonly string[] }> {
  const views = tableViews(directory);
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    for (const view of views) await connection.run(view).catch(failed('the tables can not be read'));
    return { ...(await answer(connection, sql)), missing: await withoutValue(connection, needs) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function answer(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const reader = await connection.runAndReadAll(sql).catch(failed('the query failed'));
  return {
    columns: reader.deduplicatedColumnNames(),
    rows: reader.getRows().map((row) => row.map(plainValue)),
  };
}

/** Columns that are null in every row, where there are rows. */
async function withoutValue(connection: DuckDBConnection, columns: readonly ColumnName[]): Promise<string[]> {
  if (columns.length === 0) return [];
  const counts = ['count(*)', ...columns.map((column) => `count(${column})`)];
  const { rows } = await answer(connection, `select ${counts.join(', ')} from flows`);
  const [all, ...values] = rows[0] ?? [];
  return all === 0 ? [] : columns.filter((_, index) => values[index] === 0);
}

function failed(what: string): (error: Error) => never {
  return ({ message }) => {
    throw new UsageError(`${what}: ${message}`);
  };
}

async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    // ERR_MODULE_NOT_FOUND for the package, MODULE_NOT_FOUND for its part that belongs to this platform
    const { code } = error as NodeJS.ErrnoException;
    if (code?.endsWith('MODULE_NOT_FOUND')) throw new UsageError(HOW_TO_INSTALL);
    throw error;
  }
}
