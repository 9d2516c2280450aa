import type { CheckResult } from '../check';
import type { Standard } from '../standard';

/** Input of a reporter. */
export interface ReportInput {
  readonly result: CheckResult;
  readonly standard: Standard;
  /** Version of this package. */
  readonly version: string;
  /**
   * Fingerprints of the findings of an earlier run.
   *
   * @default - the report does not mark new findings
   */
  readonly baseline?: ReadonlySet<string>;
  /** Whether the output supports colours. */
  readonly colours: boolean;
  /** Returns the line (from 1) of a JSON pointer in an artifact, if known. */
  lineOf(artifact: string, pointer: string): number | undefined;
}

/** Formats a report. A pure function. */
export type Reporter = (input: ReportInput) => string;
