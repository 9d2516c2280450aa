import { LOG_TABLES, type LogTable } from '../log-tables';
import { type AnalysedQuery, analysedQuery } from './analysed-query';
import { languageProblems } from './language-problems';
import { type KqlProblem, KqlSeverity, positionOf } from './problem';
import { KQL_RULES } from './rules';

/** Maximum size of a query in bytes, which is the limit of an alert rule. Source: Azure Monitor documentation, "Azure Monitor service limits". */
export const MAX_KQL_BYTES = 64 * 1024;

/** Maximum nesting of brackets. The time of the language service grows faster than the nesting. */
const MAX_DEPTH = 200;

/** Options of `kqlProblems`. */
export interface KqlOptions {
  /**
   * Tables that the query may use.
   *
   * @default - the tables of `LOG_TABLES`
   */
  readonly tables?: readonly LogTable[];
}

/** A column in the result of a query. */
export interface KqlColumn {
  readonly name: string;
  /** KQL type; `unknown` if it depends on the data. */
  readonly type: string;
}

/**
 * Validates a query. Returns all problems in the order of the text.
 *
 * @throws Error if the Kusto language service is not installed
 */
export function kqlProblems(kql: string, { tables = LOG_TABLES }: KqlOptions = {}): KqlProblem[] {
  const unreadable = unreadableProblem(kql);
  return unreadable ? [unreadable] : problemsOf(analysedQuery(kql, tables));
}

/**
 * The columns in the result of a query, in order; none if the query cannot be parsed.
 *
 * @throws Error if the Kusto language service is not installed
 */
export function kqlColumns(kql: string, tables: readonly LogTable[] = LOG_TABLES): KqlColumn[] {
  return unreadableProblem(kql) ? [] : [...analysedQuery(kql, tables).resultColumns];
}

/** All problems of a parsed query. */
export function problemsOf(query: AnalysedQuery): KqlProblem[] {
  const own = KQL_RULES.flatMap(({ id, check }) =>
    check(query).map(({ offset, ...finding }) => ({
      rule: id,
      ...finding,
      ...positionOf(query.text, offset),
    })),
  );
  return [...own, ...languageProblems(query)].sort((one, other) => one.offset - other.offset);
}

/** Reports a text that is too long, too deeply nested or empty, and is not parsed for that reason. */
export function unreadableProblem(kql: string): KqlProblem | undefined {
  const error = { severity: KqlSeverity.ERROR, ...positionOf(kql, 0) };
  const bytes = Buffer.byteLength(kql);
  if (bytes > MAX_KQL_BYTES) {
    const message = `the query has ${bytes} bytes, and the limit of an alert rule is ${MAX_KQL_BYTES}: shorten it`;
    return { rule: 'too-long', message, ...error };
  }
  if (depthOf(kql) > MAX_DEPTH) {
    const message = `the query has more than ${MAX_DEPTH} nested brackets: name parts of it with let`;
    return { rule: 'too-deep', message, ...error };
  }
  if (/\S/.test(withoutComments(kql))) return undefined;
  return { rule: 'empty', message: 'the query is empty: begin with a table', ...error };
}

function withoutComments(kql: string): string {
  const lines = kql.split('\n').filter((line) => !line.trimStart().startsWith('//'));
  return lines.join('\n');
}

/** Nesting of brackets. Counts brackets in strings as well, which only matters for more than 200 of them. */
function depthOf(kql: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of kql.matchAll(/[()[\]{}]/g)) {
    depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
