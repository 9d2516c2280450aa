import { readFileSync } from 'node:fs';
import { existingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';

const HOW_TO_WRITE = 'a report that `flow-logs check <artifact> --json` wrote';

/**
 * Reads an earlier JSON report and returns the fingerprints of its findings, without the suppressed ones.
 *
 * @throws UserError if the file does not exist or is not such a report
 */
export function readBaseline(path: string): ReadonlySet<string> {
  const { version, findings } = parse(existingPath(path, HOW_TO_WRITE));
  if (version !== 1 || !findings)
    throw new UserError(`${path} is not a JSON report of \`check\`: give ${HOW_TO_WRITE}`);
  return new Set(
    findings
      .filter(({ suppression }) => !suppression)
      .flatMap(({ fingerprint, undecidedResults = [] }) =>
        undecidedResults.length > 0 ? undecidedResults.map((result) => result.fingerprint) : [fingerprint],
      ),
  );
}

interface Report {
  readonly version?: number;
  readonly findings?: readonly ReportedFinding[];
}

interface ReportedFinding {
  readonly fingerprint: string;
  readonly suppression?: unknown;
  /** Results of rules that one unknown value leaves undecided. */
  readonly undecidedResults?: readonly { readonly fingerprint: string }[];
}

function parse(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw new UserError(`${path} is not JSON (${(error as Error).message}): give ${HOW_TO_WRITE}`);
  }
}
