import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { REPORTERS, type ReportInput } from '../../standard/reporters';
import type { Output } from '../context';
import { UserError } from '../user-error';

/** A report to write. */
export interface ReportRequest {
  /** A key of `REPORTERS`. */
  readonly kind: string;
  /** @default - standard output */
  readonly file?: string;
}

/**
 * Parses the value of `--report`, such as `json` or `sarif=findings.sarif`.
 *
 * @throws InvalidArgumentError for an unknown kind or an empty file name
 */
export function parseReportRequest(text: string): ReportRequest[] {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(REPORTERS, kind)) {
    throw new InvalidArgumentError(`Give one of ${Object.keys(REPORTERS).join(', ')}.`);
  }
  if (rest.length > 0 && file === '') throw new InvalidArgumentError(`Give a file: ${kind}=FILE.`);
  return [{ kind, ...(file !== '' && { file }) }];
}

/**
 * Writes all reports.
 *
 * @throws UserError if two reports would go to standard output, or a file cannot be written
 */
export function writeReports(requests: readonly ReportRequest[], input: ReportInput, stdout: Output): void {
  const printed = requests.filter(({ file }) => file === undefined).map(({ kind }) => kind);
  if (printed.length > 1) {
    throw new UserError(
      `standard output takes one report, received ${printed.join(' and ')}: give a file, --report ${printed.at(-1)}=FILE`,
    );
  }
  for (const { kind, file } of requests) {
    const text = REPORTERS[kind]?.({ ...input, colours: input.colours && file === undefined }) ?? '';
    if (file === undefined) stdout.write(text);
    else writeReport(file, text);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`cannot write the report ${file}: ${(error as Error).message}`);
  }
}
