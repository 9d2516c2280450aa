import type { ColumnName } from '../columns';
import type { Relation } from '../relations';
import type { LoggedHoursUse } from './logged-hours-use';
import { questionSql } from './question-sql';

/** Subject of a question. Lists of questions are grouped by it. */
export enum QuestionGroup {
  ENDPOINTS = 'endpoints',
  VOLUME = 'volume',
  VERDICT = 'verdicts',
  PATTERN = 'patterns',
  PATH = 'paths and cost',
  SECURITY = 'security',
  QUALITY = 'log quality',
}

/** Kinds of chart. */
export enum ChartKind {
  TABLE = 'table',
  TIME = 'time',
  MAP = 'map',
  BAR = 'bar',
}

/** A chart of a result, by its columns. */
export interface Chart {
  readonly kind: ChartKind;
  /** Column of the horizontal axis, of the bars, or of the countries of a map. */
  readonly x: string;
  /** Columns of the measures, which have one unit. */
  readonly y: readonly string[];
}

/** Columns of a result, in order. */
export interface ResultColumns {
  /** Columns that identify a row. */
  readonly keys: readonly string[];
  /** Measures of a row. */
  readonly values: readonly string[];
}

/** A saved query with a name: everything that is the same in every dialect. A dialect adds its query. */
export interface Question {
  /** Words joined by `-`. Identifies the question in every dialect and on the command line. */
  readonly name: string;
  readonly group: QuestionGroup;
  /** The question as a sentence. */
  readonly title: string;
  /** What a row of the result is, and which rows come first, in every dialect. */
  readonly summary: string;
  /**
   * Columns of the result.
   *
   * @default - the dialect names them by the log format
   */
  readonly columns?: ResultColumns;
  /**
   * Most rows of the result.
   *
   * @default - not limited
   */
  readonly limit?: number;
  /**
   * Chart that shows the result best.
   *
   * @default - a table
   */
  readonly chart?: Chart;
}

/** A question with its description in one dialect. */
export interface DescribedQuestion extends Question {
  /** What the query counts and what it omits. */
  readonly description: string;
}

/** A question with a query over the table `flows`, in SQL that DuckDB and Trino both execute. */
export interface SqlQuestion extends DescribedQuestion {
  readonly columns: ResultColumns;
  /** Columns of the table without which there is no result. A log format can omit each of them. */
  readonly needs: readonly ColumnName[];
  /**
   * Kinds of flow log whose records the query needs.
   *
   * @default - every kind that has the columns
   */
  readonly logTypes?: readonly string[];
  /** Names of the same query in the Athena template of AWS, without the prefix `VpcFlowLogs`. */
  readonly alsoKnownAs?: readonly string[];
  /** What the query reads. */
  readonly from: Relation;
  /** The query without order and limit. Sums are decimals, because a sum of 64-bit counters can exceed 64 bits. */
  readonly select: string;
  /**
   * Sort keys by names of columns, such as `bytes desc`. The keys of the result follow, so that the order is total.
   *
   * @default - only the keys of the result
   */
  readonly order?: readonly string[];
  /**
   * Columns of bytes whose sum a lower bound applies to.
   *
   * @default - the result has no bytes
   */
  readonly bytes?: readonly string[];
  /**
   * How the query uses the hours that were logged. Who narrows the time of the relation narrows `flows` too.
   *
   * @default - the query reads its relation only
   */
  readonly loggedHours?: LoggedHoursUse;
  /** The query over the relation, which does not begin with `with`, so that a caller can put a `with` before it. */
  readonly sql: string;
}

/** What an entry of the catalogue declares of an SQL question. */
export interface SqlEntry extends Omit<SqlQuestion, 'description' | 'sql'> {
  /** What is true of the SQL query only. */
  readonly notes?: string;
}

/** Returns a question with its SQL query. */
export function sqlQuestion<Q extends SqlEntry>({ notes, ...question }: Q): Omit<Q, 'notes'> & SqlQuestion {
  const entry: SqlEntry = question;
  return { ...question, description: descriptionOf(entry, notes), sql: questionSql(entry) };
}

/** Returns the shared part of a question, without the query of any dialect. */
export function sharedPart({ name, group, title, summary, columns, limit, chart }: Question): Question {
  return { name, group, title, summary, columns, limit, chart };
}

/** Returns the description of a question in one dialect. */
export function descriptionOf({ summary, limit }: Question, notes?: string): string {
  const sentences = [summary, notes, limit === undefined ? undefined : `Returns at most ${limit} rows.`];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}
