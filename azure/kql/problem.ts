/** Severity of a problem. */
export enum KqlSeverity {
  /** The query fails or returns wrong results. */
  ERROR = 'error',
  /** The query may return wrong results. */
  WARNING = 'warning',
}

/** A problem of a query. */
export interface KqlProblem {
  /** Id of a rule, or a code of the Kusto language service (`KS142`). */
  readonly rule: string;
  readonly severity: KqlSeverity;
  /** The finding and the fix, without an initial capital and a full stop. */
  readonly message: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Column number, from 1. */
  readonly column: number;
  /** Offset in characters from the start of the query. */
  readonly offset: number;
}

/** The line and column of an offset. */
export function positionOf(text: string, offset: number): Pick<KqlProblem, 'line' | 'column' | 'offset'> {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1, offset };
}
