import { LOG_TABLES, type LogTable } from '../log-tables';
import { type AnalysedQuery, analysedQuery } from './analysed-query';
import { languageProblems } from './language-problems';
import { type KqlProblem, KqlSeverity, placeOf } from './problem';
import { KQL_RULES } from './rules';

/** Most bytes of a query: an alert rule holds no more. Source: Azure Monitor documentation, "Azure Monitor service limits". */
export const MAX_KQL_BYTES = 64 * 1024;

/** Most brackets in one another that are looked at: each more makes the language service slower than the one before. */
const MAX_DEPTH = 200;

/** How a query is checked. */
export interface KqlOptions {
  /**
   * Tables that the query may ask.
   *
   * @default - those of `LOG_TABLES`
   */
  readonly tables?: readonly LogTable[];
}

/** A column of a query's result. */
export interface KqlColumn {
  readonly name: string;
  /** Type in KQL; `unknown` where it depends on the data. */
  readonly type: string;
}

/**
 * All that is wrong with a query, in the order of its text.
 *
 * @throws Error if the Kusto language service is not installed
 */
export function kqlProblems(kql: string, { tables = LOG_TABLES }: KqlOptions = {}): KqlProblem[] {
  const unreadable = unreadableProblem(kql);
  return unreadable ? [unreadable] : problemsOf(analysedQuery(kql, tables));
}

/**
 * Columns of a query's result, in their order; none if it is no query.
 *
 * @throws Error if the Kusto language service is not installed
 */
export function kqlColumns(kql: string, tables: readonly LogTable[] = LOG_TABLES): KqlColumn[] {
  return unreadableProblem(kql) ? [] : [...analysedQuery(kql, tables).resultColumns];
}

/** All that is wrong with a query that was analysed. */
export function problemsOf(query: AnalysedQuery): KqlProblem[] {
  const own = KQL_RULES.flatMap(({ id, check }) =>
    check(query).map(({ offset, ...finding }) => ({ rule: id, ...finding, ...placeOf(query.text, offset) })),
  );
  return [...own, ...languageProblems(query)].sort((one, other) => one.offset - other.offset);
}

/** Why a text is not even looked at. */
export function unreadableProblem(kql: string): KqlProblem | undefined {
  const error = { severity: KqlSeverity.ERROR, ...placeOf(kql, 0) };
  const bytes = Buffer.byteLength(kql);
  if (bytes > MAX_KQL_BYTES) {
    const message = `the query has ${bytes} bytes, and an alert rule holds ${MAX_KQL_BYTES} at most: shorten it`;
    return { rule: 'too-long', message, ...error };
  }
  if (depthOf(kql) > MAX_DEPTH) {
    const message = `the query has more than ${MAX_DEPTH} brackets in one another: name parts of it with let`;
    return { rule: 'too-deep', message, ...error };
  }
  if (/\S/.test(withoutComments(kql))) return undefined;
  return { rule: 'empty', message: 'the query is empty: name a table', ...error };
}

function withoutComments(kql: string): string {
  return kql.replace(/^\s*\/\/[^\n]*$/gm, '');
}

/** Brackets in texts count as well, which harms no query that there is. */
function depthOf(kql: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of kql.matchAll(/[()[\]{}]/g)) {
    depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
