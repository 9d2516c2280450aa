import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../user-error';

/** Name of the type that DuckDB creates in a statement before a PIVOT whose values are not listed. */
const PIVOT_TYPE = '__pivot_enum_';

/** Numbers of the kinds of statement in DuckDB. */
const SELECT = 1;
const EXPLAIN = 4;

const EXPLAIN_WORDS = /^\s*explain(?:\s+analyze)?\s/i;

const FIX = 'give one query: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN';

const PIVOT_PROBLEM =
  '--sql has a PIVOT without a list of values, for which DuckDB needs several statements: list the values, ' +
  "such as `pivot flows on action in ('ACCEPT', 'REJECT') using count(*)`";

/**
 * Validates that a text is one query, which cannot change anything.
 *
 * @throws UserError if it is another statement, or several statements
 */
export async function requireOneQuery(connection: DuckDBConnection, sql: string): Promise<void> {
  const kind = await kindOf(connection, sql);
  if (kind === SELECT) return;
  // EXPLAIN ANALYZE runs the statement
  const explained = sql.replace(EXPLAIN_WORDS, '');
  if (kind === EXPLAIN && explained !== sql && (await kindOf(connection, explained)) === SELECT) return;
  throw new UserError(`--sql is not a query: ${FIX}`);
}

async function kindOf(connection: DuckDBConnection, sql: string): Promise<number> {
  const statements = await connection.extractStatements(sql).catch(syntaxError);
  if (statements.count !== 1) {
    const last = await statements.prepare(statements.count - 1).catch((error: Error) => error);
    if (last instanceof Error && last.message.includes(PIVOT_TYPE)) throw new UserError(PIVOT_PROBLEM);
    throw new UserError(`--sql has ${statements.count} statements: ${FIX}`);
  }
  const prepared = await statements.prepare(0).catch(syntaxError);
  return prepared.statementType;
}

function syntaxError({ message }: Error): never {
  // the message of a text without a statement, such as a comment
  if (message.includes('native callback')) throw new UserError(`--sql has no statement: ${FIX}`);
  throw new UserError(`the query failed: ${message.replace('Failed to extract statements: ', '')}`);
}
