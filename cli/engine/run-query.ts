import { existsSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnName } from '../../flows/columns';
import { plainValue } from '../output/plain-value';
import type { QueryResult, ResultRow } from '../output/query-result';
import { UserError } from '../user-error';
import { countMatching, type MatchingRecords } from './matching-records';
import { requireOneQuery } from './one-query';
import { allFiles, type TableFiles, tableFiles, textList, withoutFiles } from './table-files';
import { type TableOptions, tableViews } from './table-views';
import { findUnreadable, type UnreadableFile, unreadableError } from './unreadable-files';

const HOW_TO_INSTALL =
  'queries run on DuckDB, an optional package that is not installed: npm install @duckdb/node-api';

/** DuckDB loads no extension. The extensions that queries use are part of it. */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** Setting by which DuckDB computes each common table expression on its own. */
const IN_STEPS = "set disabled_optimizers = 'cte_inlining'";

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
   * Conditions on `flows` whose records are counted if the query returns no rows.
   *
   * @default - nothing is counted
   */
  readonly conditions?: readonly string[];
  /**
   * What the tables and views contain.
   *
   * @default - all records
   */
  readonly tables?: TableOptions;
  /**
   * Queries the other files if some files of the tables cannot be read.
   *
   * @default false
   */
  readonly skipUnreadable?: boolean;
}

/** What is known about a query and its tables after the query. */
export interface QueryReport {
  /** Required columns that are null in every row of `flows`. Empty if `flows` has no rows. */
  readonly missing: readonly ColumnName[];
  /** Counts of the conditions, if there are conditions and the query returned no rows. */
  readonly matching?: MatchingRecords;
  /** Files that could not be read. Their rows are not in the result. */
  readonly skipped: readonly UnreadableFile[];
}

/** Receives the rows of a query in parts. The query waits for each call. */
export interface RowSink {
  /** Receives the names of the columns, once and first. */
  begin(columns: readonly string[]): Promise<void> | void;
  rows(rows: readonly ResultRow[]): Promise<void> | void;
}

/**
 * Runs one query as `streamQuery` does and returns all its rows, which must fit in memory.
 *
 * @throws UserError if DuckDB is not installed, the directory has no table, or the query fails
 */
export async function runQuery(
  directory: string,
  sql: string,
  options: QueryOptions = {},
): Promise<QueryResult & QueryReport> {
  const all: ResultRow[] = [];
  let names: readonly string[] = [];
  const report = await streamQuery(directory, sql, options, {
    begin: (columns) => {
      names = columns;
    },
    rows: (rows) => {
      for (const row of rows) all.push(row);
    },
  });
  return { columns: names, rows: all, ...report };
}

/**
 * Runs one query over the tables below a directory in an embedded DuckDB, which can read the files of the tables and no
 * other file, and can write nothing. Rows are passed on as DuckDB makes them. With `skipUnreadable`, DuckDB first makes
 * the whole result, because it depends on the files that can be read.
 *
 * @throws UserError if DuckDB is not installed, the directory has no table, or the query fails
 */
export async function streamQuery(
  directory: string,
  sql: string,
  { needs = [], conditions = [], tables = {}, skipUnreadable = false }: QueryOptions,
  sink: RowSink,
): Promise<QueryReport> {
  let files = tableFiles(directory);
  const skipped: UnreadableFile[] = [];
  for (;;) {
    try {
      const run = { sql, needs, conditions, tables, isWhole: skipUnreadable, sink };
      return { ...(await runOnce(directory, files, run)), skipped };
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

interface Run {
  readonly sql: string;
  readonly needs: readonly ColumnName[];
  readonly conditions: readonly string[];
  readonly tables: TableOptions;
  /** Whether DuckDB makes the whole result before the first row is passed on. */
  readonly isWhole: boolean;
  readonly sink: RowSink;
}

/** Runs the query over some files of the tables. */
async function runOnce(
  directory: string,
  files: TableFiles,
  { sql, needs, conditions, tables, isWhole, sink }: Run,
): Promise<Omit<QueryReport, 'skipped'>> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    if (tables?.inSteps) await connection.run(IN_STEPS);
    for (const view of tableViews(files, tables)) {
      await connection.run(view).catch(readError(`DuckDB cannot read the tables in ${directory}`));
    }
    await connection.run(`set allowed_paths = ${textList(allFiles(files))}`);
    for (const [name, value] of RESTRICTIONS) await connection.run(`set ${name} = ${value}`);
    await requireOneQuery(connection, sql);
    const rows = await passRows(connection, sql, isWhole, sink);
    const missing = await columnsWithoutValue(connection, needs);
    if (rows > 0 || conditions.length === 0) return { missing };
    return { missing, matching: await countMatching(connection, conditions) };
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

/** Returns the number of rows. */
async function passRows(
  connection: DuckDBConnection,
  sql: string,
  isWhole: boolean,
  sink: RowSink,
): Promise<number> {
  let rows = 0;
  const pending = isWhole ? connection.run(sql) : connection.stream(sql);
  const result = await pending.catch(readError('the query failed'));
  // the first rows can fail too: until then, nothing is printed
  let chunk = await result.fetchChunk().catch(readError('the query failed'));
  await sink.begin(result.deduplicatedColumnNames());
  while (chunk && chunk.rowCount > 0) {
    rows += chunk.rowCount;
    await sink.rows(chunk.getRows().map((row) => row.map(plainValue)));
    chunk = await result.fetchChunk().catch(incompleteError);
  }
  return rows;
}

/** The error of a query that fails after rows were passed on, which cannot be taken back. */
function incompleteError({ message }: Error): never {
  throw new UserError(
    `the query failed, and the result is incomplete: ${message}: if a file of the table is unreadable, ` +
      '--skip-unreadable queries the others',
  );
}

async function columnsWithoutValue(
  connection: DuckDBConnection,
  columns: readonly ColumnName[],
): Promise<ColumnName[]> {
  if (columns.length === 0) return [];
  const counts = ['count(*)', ...columns.map((column) => `count(${column})`)];
  const reader = await connection
    .runAndReadAll(`select ${counts.join(', ')} from flows`)
    .catch(readError('the query failed'));
  const [all, ...values] = (reader.getRows()[0] ?? []).map(plainValue);
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
