import type { AnalysedQuery } from '../analysed-query';
import type { KqlSeverity } from '../problem';

/** A rule's problem, before it has a line. */
export interface Finding {
  readonly severity: KqlSeverity;
  /** What was seen, and what to write. Begins small, no full stop. */
  readonly message: string;
  /** Where, in characters from the start. */
  readonly offset: number;
}

/** Something to look for in a query that the language service lets pass. */
export interface KqlRule {
  /** Words joined by `-`. */
  readonly id: string;
  /** What is asked, in a few words. */
  readonly title: string;
  /** What goes wrong otherwise, and where that is written. */
  readonly why: string;
  check(query: AnalysedQuery): Finding[];
}
