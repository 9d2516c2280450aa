/** Whether a query fails, or answers something other than what was asked; or only may. */
export enum KqlSeverity {
  ERROR = 'error',
  WARNING = 'warning',
}

/** Something wrong with a query. */
export interface KqlProblem {
  /** Id of a rule, or a code of the Kusto language service (`KS142`). */
  readonly rule: string;
  readonly severity: KqlSeverity;
  /** What was seen, and what to do. Begins small, no full stop. */
  readonly message: string;
  /** Line, from 1. */
  readonly line: number;
  /** Character in the line, from 1. */
  readonly column: number;
  /** Characters from the start of the query. */
  readonly offset: number;
}

/** Where in a text a character stands. */
export function placeOf(text: string, offset: number): Pick<KqlProblem, 'line' | 'column' | 'offset'> {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1, offset };
}
