import { existsSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnName } from '../../flows/columns';
import { plainValue } from '../output/plain-value';
import type { QueryResult } from '../output/query-result';
import { UserError } from '../user-error';
import { requireOneQuery } from './one-query';
import { allFiles, type TableFiles, tableFiles, textList, withoutFiles } from './table-files';
import { tableViews } from './table-views';
import { findUnreadable, type UnreadableFile, unreadableError } from './unreadable-files';

const HOW_TO_INSTALL =
  'queries run on DuckDB, an optional package that is not installed: npm install @duckdb/node-api';

/** DuckDB loads no extension. The extensions that queries use are part of it. */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** Restrictions of queries: no file except for those of the tables, and no way to change that. */
const RESTRICTIONS = [
  ['enable_external_access', 'false'],
  ['lock_configuration', 'true'],
] as const;

/** How to run a query. */
export interface QueryOptions {
  /** Columns of `flows` that the query requires. */
  readonly needs?: readonly ColumnName[];
  /**
   * Queries the other files if some files of the tables cannot be read.
   *
   * @default false
   */
  readonly skipUnreadable?: boolean;
}

/** A query result, with the required columns that have no value. */
export interface CheckedResult extends QueryResult {
  /** Required columns that are null in every row of `flows`. Empty if `flows` has no rows. */
  readonly missing: readonly ColumnName[];
  /** Files that could not be read. Their rows are not in the result. */
  readonly skipped: readonly UnreadableFile[];
}

/**
 * Runs one query over the tables below a directory in an embedded DuckDB, which can read the files of the tables and no
 * other file, and can write nothing.
 *
 * @throws UserError if DuckDB is not installed, the directory has no table, or the query fails
 */
export async function runQuery(
  directory: string,
  sql: string,
  { needs = [], skipUnreadable = false }: QueryOptions = {},
): Promise<CheckedResult> {
  let files = tableFiles(directory);
  const skipped: UnreadableFile[] = [];
  for (;;) {
    try {
      return { ...(await runOnce(directory, files, sql, needs)), skipped };
    } catch (error) {
      if (!(error instanceof UnreadableFilesError)) throw error;
      // `normalize` has removed files since they were listed
      if (error.files.every(({ path }) => !existsSync(path))) {
        files = tableFiles(directory);
        continue;
      }
      if (!skipUnreadable) throw unreadableError(error.files);
      skipped.push(...error.files);
      const paths = error.files.map(({ path }) => path);
      files = withoutFiles(files, paths);
    }
  }
}

/** The files of a table that a query could not read. */
class UnreadableFilesError extends Error {
  constructor(readonly files: readonly UnreadableFile[]) {
    super('the table has unreadable files');
  }
}

async function runOnce(
  directory: string,
  files: TableFiles,
  sql: string,
  needs: readonly ColumnName[],
): Promise<Omit<CheckedResult, 'skipped'>> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    for (const view of tableViews(files)) {
      await connection.run(view).catch(readError(`DuckDB cannot read the tables in ${directory}`));
    }
    await connection.run(`set allowed_paths = ${textList(allFiles(files))}`);
    for (const [name, value] of RESTRICTIONS) await connection.run(`set ${name} = ${value}`);
    await requireOneQuery(connection, sql);
    const result = await read(connection, sql);
    return { ...result, missing: await columnsWithoutValue(connection, needs) };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const unreadable = await findUnreadable(connection, allFiles(files));
    if (unreadable.length > 0) throw new UnreadableFilesError(unreadable);
    throw new UserError(error.message);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function read(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql).catch(readError('the query failed'));
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

/** A failed query, of which an unreadable file may be the cause. */
class ReadError extends Error {}

/** Kinds of error that a text of SQL causes, and no file. */
const ERRORS_OF_SQL = /^(Parser|Binder|Catalog|Permission|Syntax|Not implemented) Error/;

function readError(what: string): (error: Error) => never {
  return ({ message }) => {
    const text = `${what}: ${message}`;
    throw ERRORS_OF_SQL.test(message) ? new UserError(text) : new ReadError(text);
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
