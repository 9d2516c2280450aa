import {
  type DescribedQuestion,
  descriptionOf,
  type Question,
  type ResultColumns,
  sharedPart,
} from '../../flows/questions/question';

/** A question with a query over tables of a Log Analytics workspace. */
export interface KqlQuestion extends DescribedQuestion {
  readonly columns: ResultColumns;
  /** Tables that the query reads. */
  readonly tables: readonly string[];
  /**
   * The query. It has no bounds in time, because the time picker of the workspace or the workbook sets them; they apply
   * to the time of ingestion. The order of rows is total.
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
  readonly kql: string;
}

/** Returns a question with its KQL query. */
export function kqlQuestion(question: Question, { tables, notes, kql, columns }: KqlBody): KqlQuestion {
  const resultColumns = columns ?? question.columns;
  if (!resultColumns) throw new Error(`question ${question.name} declares no columns for KQL`);
  return {
    ...sharedPart(question),
    columns: resultColumns,
    description: descriptionOf(question, notes),
    tables,
    kql,
  };
}
