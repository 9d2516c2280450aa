import type { AnalysedQuery } from '../analysed-query';
import type { KqlSeverity } from '../problem';

/** A problem that a rule reports. `kqlProblems` adds the rule, the line and the column. */
export interface Finding {
  readonly severity: KqlSeverity;
  /** The finding and the fix, without an initial capital and a full stop. */
  readonly message: string;
  /** Offset in characters from the start of the query. */
  readonly offset: number;
}

/** A check for problems that the language service does not report. */
export interface KqlRule {
  /** In kebab case. */
  readonly id: string;
  /** The requirement in a few words. */
  readonly title: string;
  /** The consequence of a violation, and the source. */
  readonly why: string;
  check(query: AnalysedQuery): Finding[];
}
