import { InputErrorCode } from '../../flows/input/input-error';
import { counted } from '../output/counted';
import { visibleText } from '../output/visible-text';
import { counts } from './report-text';
import type { RunReport } from './run-totals';
import type { Skipped } from './source';

/** Most failures and skipped files of one kind that a run names on the terminal. */
const MOST_FAILURES = 50;
const MOST_SKIPPED = 5;

/** Codes of files that can be lists or databases instead of logs. */
const NO_LOG_CODES = new Set<string>([InputErrorCode.NO_FORMAT, InputErrorCode.NOT_A_FLOW_LOG]);

/** What the warnings are about. */
export interface WarningOptions {
  readonly skipped: readonly Skipped[];
  /** Whether the run has threat lists or databases, of which an unreadable file may be one. */
  readonly enriches: boolean;
  /** Descriptions of the entries of threat lists that are not valid. */
  readonly invalidEntries?: readonly string[];
}

/** Warnings about files and fields, one per line. */
export function reportWarnings(
  report: RunReport,
  { skipped, enriches, invalidEntries = [] }: WarningOptions,
): string[] {
  const { failed, unknownFields, invalidValues } = report;
  const lines = failed
    .slice(0, MOST_FAILURES)
    .map(
      ({ source, code, message }) => `failed: ${visibleText(source)}: ${message}${formatHint(code, message)}`,
    );
  if (failed.length > MOST_FAILURES) {
    lines.push(`failed: ${failed.length - MOST_FAILURES} more files; --json lists them all`);
  }
  if (enriches && failed.some(({ code }) => NO_LOG_CODES.has(code))) {
    lines.push('note: --threats and --mmdb take one file: to give several files, repeat the option');
  }
  lines.push(...invalidEntries.map((description) => `note: ${visibleText(description)}`));
  lines.push(...skippedLines(skipped));
  if (Object.keys(unknownFields).length > 0) {
    lines.push(
      `note: this version does not know these fields and wrote them to the column extra: ${counts(unknownFields)}`,
    );
  }
  if (Object.keys(invalidValues).length > 0) {
    lines.push(
      `note: these fields of records are not valid, and their columns are null: ${counts(invalidValues)}`,
    );
  }
  return lines;
}

/** A format that the library suggests in its message, which does not know the option. */
const SUGGESTED_FORMAT = /(?:of|in) the format "([a-z0-9-]+)"/;

function formatHint(code: string, message: string): string {
  if (code !== InputErrorCode.NO_FORMAT || message.includes('--format')) return '';
  const name = SUGGESTED_FORMAT.exec(message)?.[1];
  return name === undefined ? ' Use --format.' : ` Use --format ${name}.`;
}

/** One line for each reason, with the first paths. */
export function skippedLines(skipped: readonly Skipped[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of skipped) {
    const paths = byReason.get(reason) ?? [];
    byReason.set(reason, paths);
    paths.push(path);
  }
  return [...byReason].map(([reason, paths]) => {
    const more = paths.length - MOST_SKIPPED;
    const rest = more > 0 ? ` and ${more} more; --json lists them all` : '';
    return `skipped: ${counted(paths.length, 'file')} ${reason}: ${paths.slice(0, MOST_SKIPPED).map(visibleText).join(', ')}${rest}`;
  });
}

/**
 * The reason why a run has no rows.
 *
 * @param isEmptyInput - whether no log has any content
 */
export function noRowsText(
  { files, bytes, records, byRejectCode }: RunReport,
  isEmptyInput: boolean,
): string {
  if (files === 0) {
    return 'no rows: no file in the archive has the name of a flow log. Extract it, and give the paths of the logs';
  }
  if (isEmptyInput)
    return files === 1 ? 'no rows: the file is empty' : `no rows: all ${files} files are empty`;
  if (records > 0) {
    const rejected = records === 1 ? 'the record was' : `all ${records} records were`;
    return `no rows: ${rejected} rejected: ${counts(byRejectCode)}. The table rejects has the reasons and the raw records`;
  }
  const logs = files === 1 ? 'the log is' : `all ${files} logs are`;
  return `no rows: ${logs} empty: a header or an envelope in ${counted(bytes, 'byte')}, and no records`;
}
