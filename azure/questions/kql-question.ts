import { QuestionFilter } from '../../flows/questions/filters';
import {
  type DescribedQuestion,
  descriptionOf,
  type Question,
  type ResultColumns,
  sharedPart,
} from '../../flows/questions/question';
import { filterStatements, neutralValue } from './kql/filters';

/** A question with a query over tables of a Log Analytics workspace. */
export interface KqlQuestion extends DescribedQuestion {
  readonly columns: ResultColumns;
  /** Tables that the query reads. */
  readonly tables: readonly string[];
  /** Filters that the query begins with, each as a variable. */
  readonly filters: readonly QuestionFilter[];
  /** The query without the statements that declare its filters. */
  readonly body: string;
  /**
   * The query with filters that select every row. It has no bounds in time, because the time picker of the workspace or
   * the workbook sets them; they apply to the time of ingestion. The order of rows is total.
   */
  readonly kql: string;
}

/** What KQL adds to a question. */
export interface KqlBody {
  readonly tables: readonly string[];
  /** What is true of the KQL query only. */
  readonly notes?: string;
  /**
   * Columns of the result.
   *
   * @default - those of the question
   */
  readonly columns?: ResultColumns;
  /**
   * Filters of the query, without `limit`.
   *
   * @default - none
   */
  readonly filters?: readonly QuestionFilter[];
  /** The query without order and limit. */
  readonly select: string;
  /** Keys of the order before the columns that identify a row. */
  readonly order?: readonly string[];
  /**
   * Result columns whose sum the filter `min-bytes` compares.
   *
   * @default - the query has no such filter
   */
  readonly bytes?: readonly string[];
}

/** Returns a question with its KQL query. */
export function kqlQuestion(
  question: Question,
  { tables, notes, columns, filters = [], select, order = [], bytes }: KqlBody,
): KqlQuestion {
  const resultColumns = columns ?? question.columns;
  if (!resultColumns) throw new Error(`question ${question.name} declares no columns for KQL`);
  const all: QuestionFilter[] = [
    ...filters,
    ...(bytes ? [QuestionFilter.MIN_BYTES] : []),
    ...(question.limit === undefined ? [] : [QuestionFilter.LIMIT]),
  ];
  const keys = resultColumns.keys.filter((key) => !order.some((each) => each.split(' ')[0] === quoted(key)));
  const body = [
    select,
    ...(bytes
      ? [`| where ${bytes.map((name) => `coalesce(${name}, 0)`).join(' + ')} >= filter_min_bytes`]
      : []),
    `| project ${[...resultColumns.keys, ...resultColumns.values].map(quoted).join(', ')}`,
    `| order by ${[...order, ...keys.map((key) => `${quoted(key)} asc`)].join(', ')}`,
    ...(question.limit === undefined ? [] : ['| take filter_limit']),
  ].join('\n');
  return {
    ...sharedPart(question),
    columns: resultColumns,
    description: descriptionOf(question, notes),
    tables,
    filters: all,
    body,
    kql: queryWith(all, body, (filter) => neutralValue(filter, question.limit)),
  };
}

/** Returns a query with values for its filters. */
export function queryWith(
  filters: readonly QuestionFilter[],
  body: string,
  valueFor: (filter: QuestionFilter) => string,
): string {
  return `${filterStatements(filters, valueFor)}${body}`;
}

/** Returns the name of a column in a query. `kind` is a keyword. */
function quoted(name: string): string {
  return name === 'kind' ? "['kind']" : name;
}
