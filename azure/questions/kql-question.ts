import type { QuestionGroup } from '../../flows/questions';

/** How an answer is best looked at; the words of Azure workbooks. */
export enum KqlShow {
  TABLE = 'table',
  TIMECHART = 'timechart',
  MAP = 'map',
  BAR = 'barchart',
}

/** A question that can be asked of a Log Analytics workspace with Traffic Analytics. */
export interface KqlQuestion {
  /** Words joined by `-`; that of the question in SQL where it means the same. */
  readonly name: string;
  readonly group: QuestionGroup;
  /** The question in words. */
  readonly title: string;
  /** What the answer counts and what it leaves out. */
  readonly about: string;
  /** Tables that are asked. */
  readonly tables: readonly string[];
  /**
   * A query without bounds in time, which the time picker of the workspace or the workbook sets; they hold for the
   * time of ingestion. The order of the answer is total.
   */
  readonly kql: string;
  readonly show: KqlShow;
}
