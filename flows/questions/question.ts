import type { ColumnName } from '../columns';

/** What a question is about; questions are listed by it. */
export enum QuestionGroup {
  WHO = 'who talks to whom',
  VOLUME = 'how much',
  VERDICT = 'what was let through and what was not',
  PATTERN = 'what is expected and what is not',
  PATH = 'which way, at what cost',
  SECURITY = 'security',
  QUALITY = 'how good the logs are',
}

/** A question that can be asked of the table, in SQL that every engine of ours understands (DuckDB, Trino). */
export interface Question {
  /** Name on the command line: words joined by `-`. */
  readonly name: string;
  readonly group: QuestionGroup;
  /** The question in words. */
  readonly title: string;
  /** What the answer counts and what it leaves out. */
  readonly about: string;
  /** Columns without which there is no answer. A log format can leave out each of them. */
  readonly needs: readonly ColumnName[];
  /** Kinds of flow log that can answer; every kind that has the columns, if not given. */
  readonly logTypes?: readonly string[];
  /** Names of the same question in the Athena template of AWS, without `VpcFlowLogs` before them. */
  readonly alsoKnownAs?: readonly string[];
  /**
   * A query over `flows`. It does not begin with `with`, so that it can be put below one. Sums are decimals, because
   * a sum of 64-bit counters can pass 64 bits; the order is total.
   */
  readonly sql: string;
}
