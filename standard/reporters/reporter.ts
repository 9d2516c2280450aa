import type { CheckResult } from '../check';
import type { Standard } from '../standard';

/** Everything a report can tell. */
export interface ReportInput {
  readonly result: CheckResult;
  readonly standard: Standard;
  /** Version of this package. */
  readonly version: string;
  /** Findings of an earlier run, by their fingerprints. @default - all are told alike */
  readonly baseline?: ReadonlySet<string>;
  /** Whether colours can be shown. */
  readonly colours: boolean;
  /** Line (from 1) of a JSON pointer in an artifact, where it can be told. */
  lineOf(artifact: string, pointer: string): number | undefined;
}

/** Writes a report. A pure function: text in, text out. */
export type Reporter = (input: ReportInput) => string;
