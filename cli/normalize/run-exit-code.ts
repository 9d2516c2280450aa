import { ExitCode } from '../exit-code';
import type { RunReport } from './run-totals';
import { LOST_RECORDS, NOT_WRITTEN, SourceErrorCode } from './source-error';

/** What the exit code of a run depends on. */
export interface RunResult extends Pick<RunReport, 'rows' | 'rejects' | 'failed'> {
  /** Whether rejects and invalid entries of threat lists are findings. */
  readonly strict: boolean;
  /** Whether no log has any content. */
  readonly isEmptyInput: boolean;
  /** Descriptions of the entries of threat lists that are not valid. */
  readonly invalidEntries?: readonly string[];
}

/** Returns the exit code of a run that ended. */
export function runExitCode({
  rows,
  rejects,
  failed,
  strict,
  isEmptyInput,
  invalidEntries = [],
}: RunResult): ExitCode {
  const codes = new Set(failed.map(({ code }) => code));
  if (codes.has(LOST_RECORDS)) return ExitCode.INTERNAL_ERROR;
  if (codes.has(NOT_WRITTEN) || codes.has(SourceErrorCode.ACCESS)) return ExitCode.USAGE_ERROR;
  const hasFindings =
    codes.size > 0 || (strict && rejects + invalidEntries.length > 0) || (rows === 0 && !isEmptyInput);
  return hasFindings ? ExitCode.FINDINGS : ExitCode.SUCCESS;
}
